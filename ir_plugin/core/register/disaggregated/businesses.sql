-- Every business that is counted in a period, with what the tables of disaggregated data ask of it. Behind WITH.
SELECT u.usaha_id, u.kode_desa, coalesce(o.jenis_kelamin, 'X') AS jenis_kelamin,
    coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas) AS kelas_ir,
    o.tahun_lahir, o.pendidikan, o.kepala_keluarga, o.disabilitas, o.purna_pmi,
    k.kbli, a.sumber_modal, a.akses_kur, a.kanal_pasar,
    coalesce(s.kelas_akhir, s.kelas_hitung, s.kelas_petugas) AS kelas_lalu, s.usaha_id IS NOT NULL AS ada_lalu,
    a.tk_l_dibayar, a.tk_p_dibayar, a.tk_l_tdk_dibayar, a.tk_p_tdk_dibayar, a.tk_l_lain, a.tk_p_lain
FROM ir_usaha AS u
JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id AND a.periode = :period
LEFT JOIN ir_pengamatan AS s ON s.usaha_id = u.usaha_id AND s.periode = :before
LEFT JOIN ir_pemilik AS o ON o.pemilik_id = u.pemilik_id
LEFT JOIN kode_industri AS k ON k.usaha_id = u.usaha_id
