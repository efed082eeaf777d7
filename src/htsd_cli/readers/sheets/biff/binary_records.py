"""The records of an .xlsb: how a part is cut into them; those that stand with a sheet's cells, with one policy each.

A record is a kind of one or two bytes, a length of up to four, and the content. Texts have two bytes a character and
their length in four bytes before them.

What can stand in a sheet ([MS-XLSB] 2.3) has a policy by its number; records of parts that hold no cells (pivot tables
and their caches, connections, links, revisions) are never met here and told if they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.policies import Policy

_POLICIES: dict[Policy, str] = {
    Policy.TEXT: "2 CellRk, 3 CellError, 4 CellBool, 5 CellReal, 6 CellSt, 7 CellIsst, 8 FmlaString, 9 FmlaNum, 10 "
    "FmlaBool, 11 FmlaError, 62 CellRString",
    Policy.HOLDS: "129 BeginSheet, 130 EndSheet, 145 BeginSheetData, 146 EndSheetData, 35 FRTBegin, 36 FRTEnd, 37 "
    "ACBegin, 38 ACEnd, 427 ShrFmla, 426 ArrFmla, 428 Table",
    Policy.LOOKS: "0 RowHdr, 60 ColInfo, 390 BeginColInfos, 391 EndColInfos, 176 MergeCell, 177 BeginMergeCells, 178 "
    "EndMergeCells, 161 BeginAFilter, 162 EndAFilter, 461 BeginConditionalFormatting, 462 "
    "EndConditionalFormatting, 463 BeginCFRule, 464 EndCFRule, 465 BeginIconSet, 466 EndIconSet, 467 "
    "BeginDatabar, 468 EndDatabar, 469 BeginColorScale, 470 EndColorScale, 471 CFVO, 564 Color, 1046 "
    "BeginConditionalFormatting14, 1047 EndConditionalFormatting14, 1048 BeginCFRule14, 1049 EndCFRule14, "
    "1050 CFVO14, 1051 BeginDatabar14, 1052 BeginIconSet14, 1055 Color14, 1112 CFIcon, 1135 "
    "BeginConditionalFormattings, 1136 EndConditionalFormattings, 1146 CFRuleExt, 1155 EndIconSet14, 1156 "
    "EndDatabar14, 1157 BeginColorScale14, 1158 EndColorScale14, 507 DXF, 1171 Dxf14, 1172 BeginDxf14s, "
    "1173 EndDxf14s",
    Policy.SHOWS: "550 Drawing, 551 LegacyDrawing, 638 BeginOleObjects, 639 OleObject, 640 EndOleObjects, 643 "
    "BeginActiveXControls, 644 ActiveX, 645 EndActiveXControls, 1043 Sparkline",
    Policy.NOTHING: "1 CellBlank, 49 CellMeta, 50 ValueMeta, 40 IndexRowBlock, 42 IndexBlock, 277 IndexPartEnd, "
    "64 DVal, 681 DValList, 133 BeginWsViews, 134 EndWsViews, 137 BeginWsView, 138 EndWsView, 147 WsProp, 148 "
    "WsDim, 151 Pane, 152 Sel, 163 BeginFilterColumn, 164 EndFilterColumn, 165 BeginFilters, 166 "
    "EndFilters, 167 Filter, 168 ColorFilter, 169 IconFilter, 170 Top10Filter, 171 DynamicFilter, 172 "
    "BeginCustomFilters, 173 EndCustomFilters, 174 CustomFilter, 175 AFilterDateGroupItem, 307 "
    "BeginSxSelect, 308 EndSxSelect, 392 BeginRwBrk, 393 EndRwBrk, 394 BeginColBrk, 395 EndColBrk, 396 "
    "Brk, 422 BeginUserShViews, 423 BeginUserShView, 424 EndUserShView, 425 EndUserShViews, 459 "
    "BeginAutoSortScope, 460 EndAutoSortScope, 476 Margins, 477 PrintOptions, 478 PageSetup, 479 "
    "BeginHeaderFooter, 480 EndHeaderFooter, 485 WsFmtInfo, 494 HLink, 495 BeginDCon, 496 EndDCon, 497 "
    "BeginDRefs, 498 EndDRefs, 499 DRef, 500 BeginScenMan, 501 EndScenMan, 502 BeginSct, 503 EndSct, 504 "
    "Slc, 530 BeginSortState, 531 EndSortState, 532 BeginSortCond, 533 EndSortCond, 535 SheetProtection, "
    "536 RangeProtection, 537 PhoneticInfo, 552 LegacyDrawingHF, 554 BeginWebPubItems, 555 "
    "EndWebPubItems, 556 BeginWebPubItem, 557 EndWebPubItem, 562 BkHim, 573 BeginDVals, 574 EndDVals, 589 "
    "CellSmartTagProperty, 590 BeginCellSmartTag, 591 EndCellSmartTag, 592 BeginCellSmartTags, 593 "
    "EndCellSmartTags, 594 BeginSmartTags, 595 EndSmartTags, 596 SmartTagType, 605 BeginCellWatches, 606 "
    "EndCellWatches, 607 CellWatch, 648 BeginCellIgnoreECs, 649 CellIgnoreEC, 650 EndCellIgnoreECs, 660 "
    "BeginListParts, 661 ListPart, 662 EndListParts, 663 SheetCalcProp, 671 BeginWsSortMap, 672 "
    "EndWsSortMap, 678 SheetProtectionIso, 680 RangeProtectionIso, 1024 RwDescent, 1041 "
    "BeginSparklineGroup, 1042 EndSparklineGroup, 1045 WsFmtInfoEx14, 1053 DVal14, 1054 BeginDVals14, "
    "1154 EndDVals14, 1056 BeginSparklines, 1057 EndSparklines, 1058 BeginSparklineGroups, 1059 "
    "EndSparklineGroups, 1079 BeginSlicersEx, 1080 EndSlicersEx, 1081 BeginSlicerEx, 1082 EndSlicerEx, "
    "1103 RangeProtection14, 1104 RangeProtectionIso14, 1105 CellIgnoreEC14, 1152 BeginSortCond14, 1153 "
    "EndSortCond14, 1169 BeginCellIgnoreECs14, 1170 EndCellIgnoreECs14, 1177 Filter14, 1178 "
    "BeginCustomFilters14, 1180 CustomFilter14, 1181 IconFilter14, 2068 BeginWebExtensions, 2069 "
    "EndWebExtensions, 2070 WebExtension, 2087 BeginTimelinesEx, 2088 EndTimelinesEx, 2089 "
    "BeginTimelineEx, 2090 EndTimelineEx, 3072 UID, 3073 RevisionPtr, 5081 BeginRichFilters, 5082 "
    "EndRichFilters, 5083 RichFilter, 5084 BeginRichFilterColumn, 5085 EndRichFilterColumn, 5086 "
    "BeginCustomRichFilters, 5087 EndCustomRichFilters, 5088 CustomRichFilter, 5089 Top10RichFilter, 5090 "
    "DynamicRichFilter, 5092 BeginRichSortCondition, 5093 EndRichSortCondition, 5094 "
    "RichFilterDateGroupItem",
}  # fmt: skip

POLICY: dict[int, Policy] = {
    int(item.split()[0]): policy for policy, items in _POLICIES.items() for item in items.split(", ")
}
NAMES: dict[int, str] = {
    int(item.split()[0]): f"Brt{item.split()[1]}"
    for items in _POLICIES.values()
    for item in items.split(", ")
}


def policy_of(kind: int) -> Policy | None:
    """Return what is done with a record of a sheet of this kind, None for one nobody knows there."""
    return POLICY.get(kind)


def records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record of a part; raises `UnreadableFile` where one is cut off."""
    content = package.read(part)
    if content is None:
        raise UnreadableFile("damaged-file")
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | ((content[at] & 0x7F) << 7)
            at += 1
        length = shift = 0
        while True:
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if at + length > end:
            raise UnreadableFile("damaged-file")
        yield kind, content[at : at + length]
        at += length


def text_at(body: bytes, at: int) -> tuple[str, int]:
    """Return the text that begins at a place, and the place after it."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if end > len(body):
        raise UnreadableFile("damaged-file")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
