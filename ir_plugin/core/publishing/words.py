"""All words of the page, by the keys under which its scripts ask for them."""

from __future__ import annotations

from typing import Mapping

from ..texts import Text, same
from .licences import SCOPE

WORDS: Mapping[str, Text] = {
    "address": Text("Alamat", "Address"),
    "all_district": Text("Semua kecamatan", "All districts"),
    "all_in_village": Text("Semua {count} usaha di desa ini", "All {count} businesses in this village"),
    "all_of_them": Text("Semua ({count})", "All ({count})"),
    "all_products": Text("Semua produk", "All products"),
    "all_regency": Text("Semua kabupaten/kota", "All regencies and cities"),
    "all_village": Text("Semua desa/kelurahan", "All villages"),
    "as_of": Text("Data per {date}", "Data as of {date}"),
    "at_least": Text("{count} atau lebih", "{count} or more"),
    "away": same("{distance}"),
    "away_about": Text("sekitar {distance}", "about {distance}"),
    "back": Text("Kembali ke daftar", "Back to the list"),
    "brand": Text("Merek", "Brand"),
    "businesses": Text("Usaha", "Businesses"),
    "businesses_in_place": Text("Usaha di {place}", "Businesses in {place}"),
    "call": Text("Telepon", "Call"),
    "choose_place": Text("Pilih tempat", "Choose a place"),
    "choose_product": Text("Pilih produk", "Choose a product"),
    "chosen": Text("Pilihan Anda", "Your choices"),
    "clear": Text("Hapus semua pilihan", "Clear all choices"),
    "close_map": Text("Tutup peta", "Close the map"),
    "cluster_mark": Text("Beberapa usaha", "Several businesses"),
    "copied": Text("Alamat tersalin", "Address copied"),
    "count": Text("{count} usaha", "{count} businesses"),
    "count_on_map": Text(
        "{shown} dari {count} usaha, yang terlihat di peta", "{shown} of {count} businesses, those in view on the map"
    ),
    "count_one": Text("{count} usaha", "{count} business"),
    "dark_mode": Text("Tampilan gelap", "Dark mode"),
    "data": same("Data"),
    "data_lead": Text(
        "Semua yang tampil di katalog ini dapat diunduh; untuk apa boleh dipakai, tertulis di bawah.",
        "Everything that this catalogue shows can be downloaded; what it may be used for is said below.",
    ),
    "data_page": Text("Data dan metode", "Data and methods"),
    "date": Text("Tanggal", "Date"),
    "details_missing": Text(
        "Alamat dan telepon tidak dapat dimuat. Periksa sambungan, lalu muat ulang halaman ini.",
        "Address and phone could not be loaded. Check the connection, then reload this page.",
    ),
    "district": Text("Kecamatan", "District"),
    "download": Text("Unduh data terbuka", "Download the open data"),
    "download_about": Text(
        "Satu ZIP: usaha dan desa untuk QGIS (GeoJSON), daftar untuk lembar kerja (CSV), keterangan kolom, metode, dan "
        "lisensi.",
        "One ZIP: businesses and villages for QGIS (GeoJSON), a list for spreadsheets (CSV), what the columns mean, "
        "methods and licence.",
    ),
    "draft": Text("DRAF", "DRAFT"),
    "draft_notice": Text("DRAF: katalog ini belum disahkan.", "DRAFT: this catalogue has not been approved yet."),
    "exact_point": Text("Usaha, titik tepat", "Business, exact point"),
    "filter": Text("Saring", "Filter"),
    "follow_map": Text("Daftar mengikuti peta", "List follows the map"),
    "halal": same("Halal"),
    "layer": Text("Tampilkan di peta", "Show on the map"),
    "layer_draft": Text("DRAF: hasil ini belum disahkan.", "DRAFT: this result has not been approved yet."),
    "layers": Text("Hasil analisis", "Results of analysis"),
    "lead": Text(
        "{count} usaha dengan produk, tempat, dan cara menghubunginya.",
        "{count} businesses with their products, places and how to reach them.",
    ),
    "leading_product": Text("Produk utama desa", "Leading product of the village"),
    "legend": Text("Legenda", "Legend"),
    "licence_of_data": Text("Lisensi", "Licence"),
    "licence_scope": SCOPE,
    "licences": Text("Izin dan sertifikat", "Licences and certificates"),
    "light_mode": Text("Tampilan terang", "Light mode"),
    "list": Text("Daftar", "List"),
    "listed_here": Text("{count} usaha di katalog", "{count} businesses in the catalogue"),
    "listed_here_one": Text("{count} usaha di katalog", "{count} business in the catalogue"),
    "listed_note": Text(
        "Yang tampil hanya usaha yang pemiliknya bersedia. Jumlah di atas dihitung dari semua usaha yang terdata.",
        "Only businesses whose owners agreed are listed. The counts above are of all businesses on record.",
    ),
    "map": Text("Peta", "Map"),
    "map_by_keys": Text(
        "Peta: geser dengan tombol panah, perbesar dengan + dan −", "Map: move with the arrow keys, zoom with + and −"
    ),
    "map_failed": Text(
        "Peta tidak dapat ditampilkan di perambah ini. Daftar usaha memuat semua keterangan yang sama.",
        "The map cannot be shown in this browser. The list of businesses holds all the same information.",
    ),
    "menu": same("Menu"),
    "method_name": Text("Metode: {name}", "Method: {name}"),
    "methods": Text("Metode", "Methods"),
    "no_business": Text("Usaha ini tidak ada di katalog", "This business is not in the catalogue"),
    "no_layer": Text("Titik usaha saja", "Business points only"),
    "no_leading_product": Text("Belum dapat disebutkan", "Cannot be told yet"),
    "no_position": Text(
        "Lokasi Anda tidak dapat diketahui. Izinkan akses lokasi, atau urutkan dari tengah peta.",
        "Your location cannot be found. Allow access to it, or sort from the middle of the map.",
    ),
    "no_village": Text("Desa ini tidak ada di katalog", "This village is not in the catalogue"),
    "nobody_yet": Text(
        "Belum ada usaha di katalog ini: belum ada pemilik yang mengizinkan usahanya tampil.",
        "No business is in this catalogue yet: no owner has agreed to be listed.",
    ),
    "none_listed": Text(
        "Belum ada usaha di desa ini yang bersedia tampil.", "No business of this village has agreed to be listed yet."
    ),
    "notes": Text("Catatan", "Notes"),
    "nothing_found": Text(
        "Tidak ada usaha yang cocok. Coba kata lain atau hapus sebagian pilihan.",
        "No business matches. Try other words, or remove some of your choices.",
    ),
    "nothing_on_map": Text(
        "Tidak ada usaha yang cocok di bagian peta ini.", "No matching business in this part of the map."
    ),
    "order": Text("Urutkan", "Sort by"),
    "order_map": Text("Terdekat dari tengah peta", "Nearest to the middle of the map"),
    "order_match": Text("Paling cocok", "Best match"),
    "order_me": Text("Terdekat dari saya", "Nearest to me"),
    "order_name": Text("Nama", "Name"),
    "others_in_village": Text("Usaha lain di desa ini", "Other businesses in this village"),
    "owner": Text("Pemilik", "Owner"),
    "period": Text("Periode", "Period"),
    "phone": Text("Nomor telepon", "Phone number"),
    "photo_of": Text("Foto dari {name}", "Photo from {name}"),
    "pirt": same("P-IRT"),
    "place": Text("Tempat", "Place"),
    "point_of_village": Text(
        "Titik di peta adalah titik desa, bukan letak usaha.",
        "The point on the map is that of the village, not of the business.",
    ),
    "print": Text("Cetak", "Print"),
    "privacy": Text("Privasi", "Privacy"),
    "privacy_note": Text(
        "Katalog ini hanya memuat keterangan yang diizinkan pemilik usaha. Izin dapat ditarik kapan saja; "
        "usaha itu hilang pada penerbitan berikutnya. Halaman ini tidak mengirim apa pun tentang pembacanya; "
        "pilihan bahasa dan tampilan hanya tersimpan di peranti pembaca sendiri.",
        "This catalogue holds only what the owners of the businesses have allowed. They may withdraw at any "
        "time; the business disappears with the next publication. This page sends nothing about its readers; the "
        "choice of language and of dark mode is kept on the reader's own device only.",
    ),
    "product": Text("Produk", "Product"),
    "product_in_place": Text("{product} di {place}", "{product} in {place}"),
    "products": Text("Produk", "Products"),
    "publisher": Text("Penerbit", "Publisher"),
    "regency": Text("Kabupaten/kota", "Regency or city"),
    "remove": Text("Hapus: {label}", "Remove: {label}"),
    "results_for": Text("Hasil untuk “{query}”", "Results for “{query}”"),
    "route": Text("Petunjuk arah", "Directions"),
    "search": Text("Cari usaha, produk, atau desa", "Search businesses, products or villages"),
    "search_hint": Text("Cari nama, produk, atau desa", "Search name, product or village"),
    "sector": Text("Lapangan usaha", "Field of business"),
    "share": Text("Bagikan", "Share"),
    "show_all": Text("Tampilkan semua", "Show all"),
    "show_more": Text("Tampilkan {count} lagi", "Show {count} more"),
    "show_points": Text("Tampilkan titik usaha", "Show the businesses"),
    "skip": Text("Langsung ke isi", "Skip to content"),
    "start_heading": Text("Temukan industri rumahan", "Find home industries"),
    "suppressed": Text("Tidak disebutkan", "Not told"),
    "unnamed": Text("Usaha tanpa nama", "Unnamed business"),
    "village": Text("Desa/kelurahan", "Village"),
    "village_businesses": Text("Usaha yang terdata", "Businesses on record"),
    "village_point": Text("Usaha, titik desanya", "Business, point of its village"),
    "village_women": Text("Milik perempuan", "Owned by women"),
    "whatsapp": Text("Hubungi lewat WhatsApp", "Contact by WhatsApp"),
    "whatsapp_message": Text(
        "Halo, saya melihat {name} di katalog industri rumahan.",
        "Hello, I saw {name} in the catalogue of home industries.",
    ),
    "why_no_business": Text(
        "Mungkin usaha itu tidak lagi bersedia tampil, atau alamatnya salah tulis.",
        "Perhaps it no longer wishes to be listed, or the address was mistyped.",
    ),
    "why_no_village": Text(
        "Mungkin desa itu di luar wilayah katalog ini, atau alamatnya salah tulis.",
        "Perhaps it lies outside the area of this catalogue, or the address was mistyped.",
    ),
    "women_owned": Text("Milik perempuan", "Owned by women"),
    "zoom_in": Text("Perbesar", "Zoom in"),
    "zoom_out": Text("Perkecil", "Zoom out"),
}
