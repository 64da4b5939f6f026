-- The rules that one query answers. Each gives: table, key of the row, field, value, proposed value.

-- view pekerja: all workers of an observation
CREATE TEMP VIEW pekerja AS
SELECT pengamatan_id, coalesce(tk_l_dibayar, 0) + coalesce(tk_p_dibayar, 0) + coalesce(tk_l_tdk_dibayar, 0)
    + coalesce(tk_p_tdk_dibayar, 0) + coalesce(tk_l_lain, 0) + coalesce(tk_p_lain, 0) AS pekerja
FROM main.ir_pengamatan

-- view ukuran: capital and annual sales of an observation, as the classes take them
CREATE TEMP VIEW ukuran AS
SELECT pengamatan_id, 'modal' AS jenis, coalesce(aset_non_tanah, modal_kerja, modal_awal) AS nilai,
    CASE WHEN aset_non_tanah IS NOT NULL THEN 'aset_non_tanah' WHEN modal_kerja IS NOT NULL THEN 'modal_kerja'
    ELSE 'modal_awal' END AS kolom FROM main.ir_pengamatan
UNION ALL SELECT pengamatan_id, 'omzet', coalesce(omzet_tahun, omzet_bulan * bulan_produksi),
    CASE WHEN omzet_tahun IS NOT NULL THEN 'omzet_tahun' ELSE 'omzet_bulan' END FROM main.ir_pengamatan

-- view hilang: what an import could not read, or dropped, by business and owner; made once, for a join in each query
-- would be planned by the index of imports, of which all rows have the same
CREATE TEMP TABLE hilang AS
SELECT usaha_id, pemilik_id, kolom, p.aturan, nilai_asli FROM main.impor_perbaikan AS p
CROSS JOIN main.impor_baris AS b ON b.lembar = p.lembar AND b.baris = p.baris AND +b.impor_id = p.impor_id
JOIN main.ir_usaha USING (usaha_id)

-- Q01
SELECT 'ir_usaha', usaha_id, 'geom', nilai_asli, NULL FROM hilang JOIN ir_usaha USING (usaha_id)
WHERE kolom = 'koordinat' AND aturan = 'di_luar_provinsi' AND geom IS NULL

-- Q06
SELECT 'ir_usaha', usaha_id, 'geom', nilai_asli, NULL FROM hilang JOIN ir_usaha USING (usaha_id)
WHERE kolom = 'koordinat' AND aturan = 'titik_bersama' AND geom IS NULL

-- Q08
SELECT 'ir_usaha', usaha_id, 'kode_desa', kode_desa, NULL FROM ir_usaha
WHERE kode_usaha LIKE 'IR-1905-%' AND kode_desa LIKE '19.03.%' OR kode_usaha LIKE 'IR-1903-%' AND kode_desa LIKE '19.05.%'

-- Q09a
SELECT 'ir_pemilik', pemilik_id, 'nik', nilai_asli, NULL FROM hilang JOIN ir_pemilik USING (pemilik_id)
WHERE kolom = 'nik' AND aturan = 'nik_rusak' AND nik IS NULL

-- Q10
SELECT 'ir_legalitas', legalitas_id, 'nomor', nomor, NULL FROM ir_legalitas
WHERE jenis = 'NIB' AND (length(nomor) != 13 OR nomor GLOB '*[^0-9]*')
UNION ALL SELECT 'ir_usaha', usaha_id, 'nib', nilai_asli, NULL FROM hilang WHERE kolom = 'nib' AND aturan = 'nomor_rusak'
    AND NOT EXISTS (SELECT 1 FROM ir_legalitas AS l WHERE l.usaha_id = hilang.usaha_id AND jenis = 'NIB')

-- Q11a
SELECT tabel, baris, kolom, nomor, NULL FROM (
    SELECT 'ir_produk' AS tabel, produk_id AS baris, 'pirt_no' AS kolom, pirt_no AS nomor FROM ir_produk
    UNION ALL SELECT 'ir_legalitas', legalitas_id, 'nomor', nomor FROM ir_legalitas WHERE jenis = 'PIRT')
WHERE length(replace(replace(replace(nomor, '-', ''), ' ', ''), '.', '')) NOT IN (12, 15)
    OR replace(replace(replace(nomor, '-', ''), ' ', ''), '.', '') GLOB '*[^0-9]*'
UNION ALL SELECT 'ir_produk', produk_id, 'pirt_no', nilai_asli, NULL FROM hilang JOIN ir_produk USING (usaha_id)
WHERE kolom = 'pirt' AND aturan = 'nomor_rusak' AND utama AND pirt_no IS NULL

-- Q11b
SELECT 'ir_produk', produk_id, 'pirt_no', pirt_no, NULL FROM ir_produk
WHERE pirt_no IS NOT NULL AND (produk_kode IN (SELECT value FROM json_each(:frozen))
    OR nama_produk_asli LIKE '%beku%' OR nama_produk_asli LIKE '%frozen%')

-- Q11c
SELECT tabel, baris, kolom, berlaku, NULL FROM (
    SELECT usaha_id, 'ir_produk' AS tabel, produk_id AS baris, 'pirt_berlaku' AS kolom, pirt_berlaku AS berlaku
    FROM ir_produk WHERE pirt_no IS NOT NULL
    UNION ALL SELECT usaha_id, 'ir_legalitas', legalitas_id, 'berlaku_sampai', berlaku_sampai FROM ir_legalitas AS l
    WHERE jenis = 'PIRT' AND NOT EXISTS (
        SELECT 1 FROM ir_produk AS p WHERE p.usaha_id = l.usaha_id AND p.pirt_no = l.nomor AND p.pirt_berlaku IS NOT NULL
    ) AND NOT EXISTS (
        SELECT 1 FROM ir_legalitas AS n WHERE n.usaha_id = l.usaha_id AND n.jenis = 'PIRT' AND n.berlaku_sampai >= :today
    ))
JOIN ir_usaha USING (usaha_id) WHERE berlaku < :today AND status_usaha NOT IN ('TTP', 'PND')

-- Q12
SELECT 'ir_pemilik', pemilik_id, 'tahun_lahir', tahun_lahir, NULL FROM ir_pemilik
WHERE :year - tahun_lahir NOT BETWEEN :youngest AND :oldest

-- Q13a
SELECT 'ir_pengamatan', pengamatan_id, NULL, pekerja, NULL FROM pekerja WHERE pekerja > :small_industry

-- Q13b
SELECT 'ir_pengamatan', pengamatan_id, NULL, pekerja, NULL FROM pekerja
WHERE pekerja BETWEEN :small_by_bps AND :small_industry

-- Q14a
SELECT 'ir_pengamatan', pengamatan_id, kolom, nilai, NULL FROM ukuran
WHERE nilai > CASE jenis WHEN 'modal' THEN :capital_2008 ELSE :sales_2008 END
    AND nilai <= CASE jenis WHEN 'modal' THEN :capital_2021 ELSE :sales_2021 END

-- Q14b
SELECT 'ir_pengamatan', pengamatan_id, kolom, nilai, NULL FROM ukuran
WHERE nilai > CASE jenis WHEN 'modal' THEN :capital_2021 ELSE :sales_2021 END

-- Q15a
SELECT 'ir_pengamatan', pengamatan_id, 'laba_bulan', laba_bulan, NULL FROM ir_pengamatan WHERE laba_bulan > omzet_bulan

-- Q15b
SELECT 'ir_pengamatan', pengamatan_id, 'omzet_tahun', omzet_tahun, omzet_bulan * bulan_produksi FROM ir_pengamatan
WHERE omzet_bulan * bulan_produksi > 0
    AND abs(omzet_tahun - omzet_bulan * bulan_produksi) > :sales_tolerance * omzet_bulan * bulan_produksi

-- Q16
SELECT 'ir_pengamatan', pengamatan_id, uang.key, uang.value, 1000 * uang.value FROM ir_pengamatan, json_each(json_object(
    'modal_awal', modal_awal, 'modal_awal_min', modal_awal_min, 'modal_awal_maks', modal_awal_maks,
    'modal_kerja', modal_kerja, 'modal_kerja_min', modal_kerja_min, 'modal_kerja_maks', modal_kerja_maks,
    'aset_non_tanah', aset_non_tanah, 'aset_non_tanah_min', aset_non_tanah_min, 'aset_non_tanah_maks', aset_non_tanah_maks,
    'omzet_bulan', omzet_bulan, 'omzet_bulan_min', omzet_bulan_min, 'omzet_bulan_maks', omzet_bulan_maks,
    'omzet_tahun', omzet_tahun, 'omzet_tahun_min', omzet_tahun_min, 'omzet_tahun_maks', omzet_tahun_maks,
    'laba_bulan', laba_bulan, 'laba_bulan_min', laba_bulan_min, 'laba_bulan_maks', laba_bulan_maks)) AS uang
WHERE uang.value BETWEEN 1 AND :thousands_below - 1

-- Q17a
SELECT 'ir_produk', produk_id, 'kbli_kode', kbli_kode, NULL FROM ir_produk
WHERE kbli_edisi IN (SELECT edisi FROM ref_kbli WHERE tingkat = 5)
    AND NOT EXISTS (SELECT 1 FROM ref_kbli WHERE edisi = kbli_edisi AND kode = kbli_kode)

-- Q17b
SELECT 'ir_produk', produk_id, 'kbli_kode', kbli_kode, kode_baku FROM (
    SELECT produk_id, kbli_kode, CASE kbli_edisi WHEN '2020' THEN kbli_2020 WHEN '2025' THEN kbli_2025 END AS kode_baku
    FROM ir_produk JOIN ref_produk USING (produk_kode) WHERE NOT kbli_pertimbangan)
WHERE kbli_kode != kode_baku

-- Q17c
SELECT 'ir_produk', produk_id, 'kbli_kode', kbli_kode, NULL FROM ir_produk
WHERE kbli_kode IS NOT NULL AND kbli_edisi IS NULL

-- Q18
SELECT 'ir_produk', produk_id, 'kbli_kode', kbli_kode, NULL FROM ir_produk JOIN ir_usaha USING (usaha_id)
WHERE utama AND lapangan_usaha = 'IND' AND substr(kbli_kode, 1, 2) NOT BETWEEN '10' AND '33'

-- Q19
SELECT 'ir_pengamatan', pengamatan_id, 'kelas_petugas', kelas_petugas, kelas_hitung FROM ir_pengamatan
WHERE kelas_petugas != kelas_hitung AND kelas_hitung != '9' AND kelas_akhir IS NULL

-- Q21
SELECT 'ir_pengamatan', pengamatan_id, NULL, sebelum || ' > ' || kelas, NULL FROM (
    SELECT pengamatan_id, kelas, lag(kelas) OVER (PARTITION BY usaha_id ORDER BY periode) AS sebelum FROM (
        SELECT pengamatan_id, usaha_id, periode, coalesce(kelas_akhir, kelas_hitung, kelas_petugas) AS kelas
        FROM ir_pengamatan)
    WHERE kelas IN ('1', '2', '3'))
WHERE sebelum - kelas >= :class_drop

-- Q23
SELECT 'ir_usaha', usaha_id, 'pemilik_id', NULL, NULL FROM ir_usaha WHERE pemilik_id IS NULL
UNION ALL SELECT 'ir_pemilik', pemilik_id, 'jenis_kelamin', jenis_kelamin, NULL FROM ir_pemilik WHERE jenis_kelamin = 'X'

-- Q24
SELECT 'ir_pemilik', pemilik_id, 'no_hp', nilai_asli, NULL FROM hilang JOIN ir_pemilik USING (pemilik_id)
WHERE kolom = 'no_hp' AND aturan = 'telepon_rusak' AND no_hp IS NULL

-- Q25
SELECT 'ir_usaha', usaha_id, 'kode_desa', NULL, NULL FROM ir_usaha WHERE kode_desa IS NULL
