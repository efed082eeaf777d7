"""`htsd results`: opens the folder of a campaign's results."""

from __future__ import annotations

from htsd_cli.cli.options import CampaignFile, Folder


def results(folder: Folder = None, campaign_file: CampaignFile = None) -> None:
    """Mở thư mục kết quả của đợt báo cáo."""
    from htsd_cli.cli.gathering import find_workplace
    from htsd_cli.cli.opening import open_result
    from htsd_cli.cli.trouble import Trouble

    place = find_workplace(folder, None, campaign_file).results
    if not place.is_dir() or not any(place.iterdir()):
        raise Trouble(f"Chưa có kết quả nào ở “{place}”. Hãy chạy htsd aggregate trước.")
    open_result(place)
