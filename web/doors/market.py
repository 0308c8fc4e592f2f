"""Doors of fairs, support and programmes."""

from core.rights import Act as A
from web.doors.door import PUBLIC, Door

DOORS: dict[str, Door] = {
    # --- fairs
    "GET /hoi-cho": PUBLIC,
    "GET /hoi-cho/{fair}": PUBLIC,
    "GET /ho-so/hoi-cho": Door(A.FAIR_APPLY, "somewhere"),
    "GET /ho-so/co-so/{establishment_id}/hoi-cho": Door(A.FAIR_APPLY, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/hoi-cho": Door(A.FAIR_APPLY, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/hoi-cho/rut": Door(A.FAIR_APPLY, "establishment"),
    "GET /dieu-hanh/hoi-cho": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/hoi-cho.xlsx": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/don-gian-hang": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/don-gian-hang.xlsx": Door(A.FAIR_READ, "somewhere"),
    "POST /dieu-hanh/don-gian-hang/hang-loat": Door(A.FAIR_RUN, "somewhere"),
    "GET /dieu-hanh/hoi-cho/moi": Door(A.FAIR_CREATE, "somewhere"),
    "POST /dieu-hanh/hoi-cho/moi": Door(A.FAIR_CREATE, "somewhere"),
    "GET /dieu-hanh/hoi-cho/{fair}": Door(A.FAIR_READ, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/buoc": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/xep": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/go": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/tu-choi": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/theo-de-xuat": Door(A.FAIR_RUN, "fair"),
    # --- support
    "GET /ho-tro": PUBLIC,
    "GET /ho-so/nhan-hieu": Door(A.CASE_READ, "somewhere"),
    "GET /ho-so/nhan-hieu/{case_id}": Door(A.CASE_READ, "case"),
    "GET /ho-so/san-pham/{product_id}/nhan-hieu": Door(A.CASE_OPEN, "product"),
    "POST /ho-so/san-pham/{product_id}/nhan-hieu": Door(A.CASE_OPEN, "product"),
    "GET /dieu-hanh/nhan-hieu": Door(A.CASE_WATCH, "somewhere"),
    "GET /dieu-hanh/nhan-hieu.xlsx": Door(A.CASE_WATCH, "somewhere"),
    "POST /dieu-hanh/nhan-hieu/hang-loat": Door(A.CASE_APPROVE, "somewhere"),
    "GET /dieu-hanh/nhan-hieu/{case_id}": Door(A.CASE_WATCH, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/buoc": Door(A.CASE_RUN, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/giay-to": Door(A.CASE_RUN, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/duyet": Door(A.CASE_APPROVE, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/ket-thuc": Door(A.CASE_RUN, "case"),
    # --- programmes
    "GET /dieu-hanh/chuong-trinh": Door(A.PROGRAMME_READ, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/da-cong-bo": Door(A.PROGRAMME_READ, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/da-cong-bo/{published_code}": Door(A.PROGRAMME_READ, "somewhere"),
    "POST /dieu-hanh/chuong-trinh/da-cong-bo/{published_code}/nap": Door(
        A.PROGRAMME_KEEP, "somewhere"
    ),
    "GET /dieu-hanh/chuong-trinh/moi": Door(A.PROGRAMME_KEEP, "somewhere"),
    "POST /dieu-hanh/chuong-trinh/moi": Door(A.PROGRAMME_KEEP, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/{programme}": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/kinh-phi": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/duyet": Door(
        A.PROGRAMME_APPROVE, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/dong": Door(
        A.PROGRAMME_APPROVE, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/nhiem-vu/{task_id}": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/so-lieu.xlsx": Door(A.PROGRAMME_READ, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/duyet": Door(A.PROGRAMME_APPROVE, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/dong": Door(A.PROGRAMME_APPROVE, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}": Door(
        A.PROGRAMME_READ, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/cach-dem": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap-tay": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/tep": Door(
        A.PROGRAMME_READ, "programme"
    ),
}
