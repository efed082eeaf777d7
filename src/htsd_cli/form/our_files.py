"""How the files and folders are called that a run writes into a campaign's results."""

from __future__ import annotations

# Folders of ours in the results' folder: photographs, reminders, what is sent back, the results before the last run.
PHOTOS_FOLDER, REMINDERS_FOLDER, RETURNS_FOLDER, LAST_FOLDER = (
    "hinh-anh",
    "nhac-don-vi",
    "tra-lai",
    "lan-truoc",
)
REPORT = "bao-cao-tong-hop.docx"
NARRATIVES = "phu-luc-noi-dung.docx"
WORKBOOK = "so-lieu-tong-hop.xlsx"
PAGE = "theo-doi.html"
RESULTS = "tong-hop.json"
OUTPUTS = (REPORT, NARRATIVES, WORKBOOK, PAGE, RESULTS)  # in the order in which they are told
FILLED_FORM = (
    "mau-da-dien.xlsx"  # beside them, of a form learnt from a workbook: that workbook with the totals
)
SUMMARY = "tom-tat.docx"  # beside them once it was asked for: one page for the head of the office
RESULTS_MANIFEST, RESULTS_LOCK = ".htsd-ket-qua.json", ".htsd-khoa"  # in the results' folder, hidden
RETURNS_MANIFEST = ".htsd-tra-lai.json"  # in the folder of what `htsd return` sends back: what there is ours
STORE_FILE = ".htsd-kho.sqlite"  # in the campaign's folder: what was understood of each file, safe to delete
