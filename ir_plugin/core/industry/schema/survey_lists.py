"""What a survey asks about production, market, capital, class and support."""

from __future__ import annotations

from ...texts import Text, same
from .declaration import value_list

PRODUCTION_LISTS = (
    value_list(
        "pola_produksi",
        Text("Pola produksi", "Pattern of production"),
        INS=Text("Insidental", "Occasional"),
        PSN=Text("Menurut pesanan", "On order"),
        MUS=Text("Musiman", "Seasonal"),
        RTN=Text("Rutin", "Regular"),
        KON=Text("Terus-menerus setiap hari", "Continuous, every day"),
    ),
    value_list(
        "per_waktu",
        Text("Per satuan waktu", "Per unit of time"),
        HR=Text("Hari", "Day"),
        MG=Text("Minggu", "Week"),
        BL=Text("Bulan", "Month"),
        TH=Text("Tahun", "Year"),
    ),
    value_list(
        "teknologi",
        Text("Teknologi produksi", "Production technology"),
        MAN=Text("Manual", "Manual"),
        SMI=Text("Semi-mekanis", "Semi-mechanical"),
        MEK=Text("Mekanis", "Mechanical"),
        DIG=Text("Otomatis atau digital", "Automated or digital"),
    ),
    value_list(
        "pembukuan",
        Text("Pembukuan", "Bookkeeping"),
        TDK=Text("Tidak ada", "None"),
        SED=Text("Catatan sederhana", "Simple notes"),
        BUK=Text("Pembukuan", "Bookkeeping"),
        APP=Text("Aplikasi", "App"),
    ),
    value_list(
        "jangkauan_pasar",
        Text("Jangkauan pasar", "Reach of the market"),
        DSA=Text("Desa sendiri", "Own village"),
        KEC=Text("Kecamatan", "District"),
        KAB=Text("Kabupaten/kota", "Regency or city"),
        PRV=Text("Provinsi", "Province"),
        NAS=Text("Nasional", "National"),
        EKS=Text("Ekspor", "Export"),
    ),
    value_list(
        "kanal_pasar",
        Text("Kanal pemasaran", "Sales channel"),
        LGS=Text("Langsung di rumah", "From home"),
        WRG=Text("Titip di warung", "On consignment in small shops"),
        PSR=Text("Pasar", "Market"),
        TOK=Text("Toko oleh-oleh", "Souvenir shop"),
        RSL=Text("Reseller", "Reseller"),
        MED=Text("Media sosial", "Social media"),
        MKP=Text("Lokapasar", "Online marketplace"),
        PAM=Text("Pameran", "Fair"),
        INS=Text("Instansi", "Institutions"),
    ),
)

SUPPLY_LISTS = (
    value_list(
        "sumber_bahan_baku",
        Text("Sumber bahan baku", "Source of raw material"),
        LOK=Text("Desa sendiri", "Own village"),
        KAB=Text("Kabupaten/kota yang sama", "Same regency or city"),
        PRV=Text("Provinsi", "Province"),
        LUA=Text("Luar provinsi", "Other provinces"),
        IMP=Text("Impor", "Import"),
    ),
    value_list(
        "sumber_modal",
        Text("Sumber modal", "Source of capital"),
        SND=Text("Sendiri", "Own"),
        KLG=Text("Keluarga", "Family"),
        KUR=Text("Kredit usaha rakyat (KUR)", "Subsidised small credit (KUR)"),
        BNK=Text("Bank selain KUR", "Bank other than KUR"),
        KOP=Text("Koperasi", "Cooperative"),
        ARS=Text("Arisan", "Rotating savings group (arisan)"),
        BLN=Text("Bantuan", "Grant"),
        PNM=Text("PNM Mekaar atau UMi", "PNM Mekaar or UMi"),
        RTN=Text("Rentenir", "Moneylender"),
    ),
)

RESULT_LISTS = (
    value_list(
        "kelas_ir",
        Text("Kelas IR", "IR class"),
        **{
            "1": Text("IR-1 Pemula", "IR-1 Beginner"),
            "2": Text("IR-2 Berkembang", "IR-2 Developing"),
            "3": Text("IR-3 Maju", "IR-3 Advanced"),
            "4": Text("Di atas IR (usaha kecil)", "Above IR (small business)"),
            "0": Text("Bukan IR", "Not IR"),
            "9": Text("Belum dapat ditentukan", "Undetermined"),
        },
    ),
    value_list(
        "kbli_edisi",
        Text("Edisi KBLI", "Edition of KBLI"),
        **{year: same(f"KBLI {year}") for year in ("2015", "2020", "2025")},
    ),
    value_list(
        "halal_jalur",
        Text("Jalur sertifikat halal", "Route to the halal certificate"),
        SD=Text("Pernyataan pelaku usaha (self declare)", "Self declaration"),
        REG=Text("Reguler", "Regular"),
        TDK=Text("Belum ada", "None"),
    ),
)

SUPPORT_LISTS = (
    value_list(
        "jenis_legalitas",
        Text("Jenis legalitas", "Kind of licence"),
        NIB=Text("Nomor induk berusaha (NIB)", "Business identification number (NIB)"),
        PIRT=Text("SPP-IRT (P-IRT)", "Home food licence (P-IRT)"),
        HALAL=Text("Sertifikat halal", "Halal certificate"),
        MD=Text("Izin edar BPOM (MD)", "Food authority licence (BPOM MD)"),
        MEREK=Text("Merek terdaftar (HKI)", "Registered trade mark"),
        SKU=Text("Surat keterangan usaha desa (SKU)", "Business letter from the village (SKU)"),
        IUMK=Text("Izin usaha mikro kecil (IUMK, lama)", "Former micro business licence (IUMK)"),
        SIINAS=Text("Akun SIINas", "SIINas account"),
        TKDN=Text("Sertifikat TKDN", "Local content certificate (TKDN)"),
        NPWP=Text("NPWP", "Taxpayer number (NPWP)"),
        SNI=Text("Sertifikat SNI", "National standard certificate (SNI)"),
        LAIN=Text("Lainnya", "Other"),
    ),
    value_list(
        "layanan",
        Text("Jenis layanan", "Kind of service"),
        **{
            "1": Text("Informasi sumber daya usaha ekonomi produktif", "Information on business resources"),
            "2": Text("Pendidikan dan pelatihan", "Education and training"),
            "3": Text("Sarana, prasarana dan peralatan", "Premises and equipment"),
            "4": Text("Pendampingan", "Mentoring"),
            "5": Text("Pemasaran", "Marketing"),
            "6": Text("Permodalan", "Finance"),
        },
    ),
    value_list(
        "cara_persetujuan",
        Text("Cara persetujuan", "How consent was given"),
        TLS=Text("Tertulis", "In writing"),
        REK=Text("Terekam", "Recorded"),
        ELK=Text("Elektronik", "Electronically"),
    ),
    value_list(
        "tujuan_persetujuan",
        Text("Tujuan persetujuan", "Purpose of the consent"),
        PND=Text("Pendataan", "Registration"),
        PUB=Text("Publikasi direktori", "Public directory"),
        PRM=Text("Promosi", "Promotion"),
        RST=Text("Riset", "Research"),
    ),
)
