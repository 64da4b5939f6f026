"""What a business and its owner may be."""

from __future__ import annotations

from ...texts import Text
from .declaration import value_list

_UNKNOWN = Text("Tidak tahu", "Unknown")
_NOT_STATED = Text("Tidak diisi", "Not stated")

BUSINESS_LISTS = (
    value_list(
        "lapangan_usaha",
        Text("Lapangan usaha", "Line of business"),
        IND=Text("Industri pengolahan", "Manufacturing"),
        JMK=Text("Jasa makanan dan minuman", "Food service"),
        DAG=Text("Perdagangan", "Trade"),
        JSA=Text("Jasa lain", "Other service"),
        TAN=Text("Pertanian dan perikanan", "Agriculture and fishery"),
        TT=_UNKNOWN,
    ),
    value_list(
        "cabang_ikm",
        Text("Cabang IKM", "Branch of small industry"),
        PGN=Text("Pangan", "Food"),
        SDG=Text("Sandang", "Clothing and textile"),
        KRJ=Text("Kerajinan", "Crafts"),
        KBB=Text("Kimia dan bahan bangunan", "Chemicals and building materials"),
        LOE=Text("Logam dan elektronika", "Metal and electronics"),
    ),
    value_list(
        "bentuk_usaha",
        Text("Bentuk usaha", "Legal form"),
        PO=Text("Perorangan", "Sole proprietor"),
        KUB=Text("Kelompok usaha bersama", "Joint business group"),
        KOP=Text("Koperasi", "Cooperative"),
        UD=Text("Usaha dagang (UD)", "Trading business (UD)"),
        CV=Text("Persekutuan komanditer (CV)", "Limited partnership (CV)"),
        PT=Text("Perseroan terbatas (PT)", "Limited company (PT)"),
        PTP=Text("PT perorangan", "Single-member company"),
        TB=Text("Tidak berbadan usaha", "None"),
    ),
    value_list(
        "status_usaha",
        Text("Status usaha", "Status of the business"),
        AKT=Text("Aktif", "Active"),
        MUS=Text("Musiman", "Seasonal"),
        BRH=Text("Berhenti sementara", "Suspended"),
        TTP=Text("Tutup", "Closed"),
        PND=Text("Pindah", "Moved"),
    ),
    value_list(
        "lokasi_produksi",
        Text("Lokasi produksi", "Place of production"),
        RMH=Text("Di rumah", "At home"),
        PKR=Text("Di pekarangan", "In the yard"),
        TSD=Text("Terpisah, dekat rumah", "Separate, near home"),
        TSJ=Text("Terpisah, jauh dari rumah", "Separate, far from home"),
    ),
    value_list(
        "metode_koordinat",
        Text("Cara memperoleh koordinat", "How the coordinate was taken"),
        GPS=Text("GPS genggam", "GPS receiver"),
        HP=Text("Telepon pintar", "Phone"),
        PETA=Text("Dari peta", "Digitised on a map"),
        GEO=Text("Dari alamat (geokode)", "From the address (geocoded)"),
        SNT=Text("Sentroid desa", "Village centroid"),
        TT=_UNKNOWN,
    ),
    value_list(
        "mutu_posisi",
        Text("Mutu posisi", "Quality of the position"),
        A=Text("Tepat (paling jauh 20 m)", "Precise (within 20 m)"),
        B=Text("Cukup (paling jauh 100 m)", "Fair (within 100 m)"),
        C=Text("Hanya sampai desa", "Village only"),
        D=Text("Meragukan", "Doubtful"),
        X=Text("Tidak ada", "None"),
    ),
)

OWNER_LISTS = (
    value_list(
        "jenis_kelamin",
        Text("Jenis kelamin", "Sex"),
        P=Text("Perempuan", "Female"),
        L=Text("Laki-laki", "Male"),
        X=_NOT_STATED,
    ),
    value_list(
        "pendidikan",
        Text("Pendidikan tertinggi", "Highest education"),
        **{
            "0": Text("Tidak tamat SD", "No primary school certificate"),
            "1": Text("SD sederajat", "Primary school (SD)"),
            "2": Text("SMP sederajat", "Lower secondary (SMP)"),
            "3": Text("SMA/SMK sederajat", "Upper secondary (SMA/SMK)"),
            "4": Text("Diploma 1–3", "Diploma 1–3"),
            "5": Text("Diploma 4 atau S1", "Diploma 4 or bachelor"),
            "6": Text("S2 atau S3", "Master or doctorate"),
            "9": _UNKNOWN,
        },
    ),
    value_list(
        "status_kawin",
        Text("Status perkawinan", "Marital status"),
        BK=Text("Belum kawin", "Single"),
        K=Text("Kawin", "Married"),
        CH=Text("Cerai hidup", "Divorced"),
        CM=Text("Cerai mati", "Widowed"),
        X=_NOT_STATED,
    ),
    value_list(
        "disabilitas",
        Text("Disabilitas", "Disability"),
        TDK=Text("Tidak ada", "None"),
        FIS=Text("Fisik", "Physical"),
        SEN=Text("Sensorik", "Sensory"),
        INT=Text("Intelektual", "Intellectual"),
        MEN=Text("Mental", "Mental"),
        GND=Text("Ganda", "Multiple"),
        X=_NOT_STATED,
    ),
    value_list(
        "penguasaan_ti",
        Text("Penguasaan teknologi informasi", "Use of information technology"),
        **{
            "0": Text("Tidak memakai", "None"),
            "1": Text("Telepon pintar", "Smartphone"),
            "2": Text("Media sosial untuk usaha", "Social media for the business"),
            "3": Text("Lokapasar atau aplikasi usaha", "Marketplace or business app"),
        },
    ),
)
