"""What the operating system's refusals are called in Vietnamese."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "đường dẫn không có",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EACCES: "không có quyền, hoặc tệp đang mở trong chương trình khác",
    errno.EPERM: "không có quyền, hoặc tệp đang mở trong chương trình khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EFBIG: "hệ thống không cho ghi tệp lớn như vậy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "ổ đĩa báo lỗi khi đọc",
    errno.ELOOP: "liên kết trỏ vòng quanh",
}


def reason(error: OSError) -> str:
    """Return why the system refused, as a Vietnamese clause."""
    return _REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}")
