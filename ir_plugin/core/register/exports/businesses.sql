-- Every business with what an export may ask for, under the names of core/industry/privacy/columns.py.
SELECT u.usaha_id, u.kode_usaha, u.nama_usaha, o.nama_lengkap AS pemilik, o.nik, o.no_hp, o.email,
    u.alamat_rt_rw AS alamat, (SELECT min(berkas) FROM ir_foto WHERE usaha_id = u.usaha_id) AS foto,
    coalesce(o.jenis_kelamin, 'X') AS jenis_kelamin, o.tahun_lahir, o.pendidikan,
    u.kode_desa, desa.nama AS desa, kecamatan.nama AS kecamatan, kabupaten.nama AS kabupaten,
    u.lapangan_usaha, u.cabang_ikm, d.produk_kode, CASE :language WHEN 'id' THEN b.nama_id ELSE b.name_en END AS produk,
    d.nama_produk_asli AS produk_asli, d.merek, d.pirt_no, d.halal_no, (
        SELECT group_concat(jenis, ', ') FROM (
            SELECT jenis FROM ir_legalitas WHERE usaha_id = u.usaha_id
            UNION SELECT 'PIRT' FROM ir_produk WHERE usaha_id = u.usaha_id AND pirt_no IS NOT NULL
            UNION SELECT 'HALAL' FROM ir_produk WHERE usaha_id = u.usaha_id AND halal_no IS NOT NULL)) AS izin,
    (SELECT max(nomor) FROM ir_legalitas WHERE usaha_id = u.usaha_id AND jenis = 'NIB') AS nib,
    u.tahun_mulai, u.bentuk_usaha, u.status_usaha, a.periode,
    coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas) AS kelas_ir,
    CASE WHEN a.kelas_akhir IS NULL AND a.kelas_hitung IS NOT NULL THEN k.status END AS status_aturan,
    {men} AS tk_l, {women} AS tk_p,
    a.modal_kerja, a.omzet_bulan, a.laba_bulan, u.mutu_posisi,
    u.pemilik_id, u.geom, u.metode_koordinat
FROM ir_usaha AS u
LEFT JOIN ir_pemilik AS o ON o.pemilik_id = u.pemilik_id
LEFT JOIN ir_produk AS d ON d.usaha_id = u.usaha_id AND d.utama = 1
LEFT JOIN ref_produk AS b ON b.produk_kode = d.produk_kode
LEFT JOIN ref_wilayah AS desa ON desa.kode_dagri = u.kode_desa
LEFT JOIN ref_wilayah AS kecamatan ON kecamatan.kode_dagri = desa.induk
LEFT JOIN ref_wilayah AS kabupaten ON kabupaten.kode_dagri = kecamatan.induk
LEFT JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id
    AND a.periode = (SELECT max(periode) FROM ir_pengamatan WHERE usaha_id = u.usaha_id)
LEFT JOIN aturan_kelas AS k ON k.versi = a.versi_aturan
ORDER BY u.kode_usaha
