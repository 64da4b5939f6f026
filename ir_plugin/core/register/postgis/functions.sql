-- What the database does by itself. The program puts its sentences in place of :stale, :unread, :nothing and :never.

-- The regions whose businesses a login may see and change: 19.01 is a regency with all its villages.
CREATE TABLE ir.pengguna_wilayah (
    pengguna text NOT NULL,
    wilayah text NOT NULL REFERENCES ir.ref_wilayah (kode_dagri),
    PRIMARY KEY (pengguna, wilayah)
);

-- Whether a code lies in one of the regions of who is logged in. As definer, for nobody else reads the list.
CREATE FUNCTION ir.wilayah_saya(kode text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ir, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM ir.pengguna_wilayah
        WHERE pengguna = session_user AND (kode = wilayah OR starts_with(kode, wilayah || '.'))
    )
$$;

-- Where a business belongs: its village, else the regency in its own code (IR-1901-0001), so that none is nobody's.
CREATE FUNCTION ir.tempat_usaha(kode_desa text, kode_usaha text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(kode_desa, substr(kode_usaha, 4, 2) || '.' || substr(kode_usaha, 6, 2))
$$;

-- Who and when, and the lock: a change names the version after the one that its author has read, or it is refused.
-- A removal can name none, so that it is for whoever changed the row last: others first set the next version.
CREATE FUNCTION ir.jaga_baris() RETURNS trigger
LANGUAGE plpgsql SET search_path = ir, pg_temp
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.diubah_oleh IS DISTINCT FROM session_user THEN
            RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = format(
                :unread, coalesce(OLD.diubah_oleh, '-'), to_char(OLD.diubah, 'YYYY-MM-DD HH24:MI:SS TZ'), OLD.versi_baris
            );
        END IF;
        RETURN OLD;
    ELSIF TG_OP = 'INSERT' THEN
        NEW.versi_baris := 1;
        NEW.dibuat := now();
        NEW.dibuat_oleh := session_user;
    ELSIF NEW.versi_baris IS DISTINCT FROM OLD.versi_baris + 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = format(
            :stale, OLD.diubah_oleh, to_char(OLD.diubah, 'YYYY-MM-DD HH24:MI:SS TZ'), OLD.versi_baris
        );
    ELSE
        NEW.dibuat := OLD.dibuat;
        NEW.dibuat_oleh := OLD.dibuat_oleh;
    END IF;
    NEW.diubah := now();
    NEW.diubah_oleh := session_user;
    RETURN NEW;
END
$$;

-- The log: which columns changed, before and after; of a removed row all it held. $1: key, $2: columns left out.
CREATE FUNCTION ir.catat_perubahan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ir, pg_temp
AS $$
DECLARE
    lama jsonb := to_jsonb(OLD) - TG_ARGV[1]::text[];
    baru jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) - TG_ARGV[1]::text[] ELSE '{}' END;
    sebelum jsonb;
    sesudah jsonb;
BEGIN
    SELECT jsonb_object_agg(kolom, lama -> kolom), jsonb_object_agg(kolom, baru -> kolom) INTO sebelum, sesudah
    FROM jsonb_object_keys(lama) AS kolom
    WHERE CASE TG_OP WHEN 'UPDATE' THEN lama -> kolom <> baru -> kolom ELSE lama -> kolom <> 'null' END;
    IF sebelum IS NOT NULL THEN
        INSERT INTO ir.log_perubahan (pengguna, tabel, baris_id, kejadian, versi_baris, sebelum, sesudah)
        VALUES (
            session_user, TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0],
            CASE TG_OP WHEN 'UPDATE' THEN 'UBAH' ELSE 'HAPUS' END, OLD.versi_baris + 1,
            sebelum::text, CASE TG_OP WHEN 'UPDATE' THEN sesudah::text END
        );
    END IF;
    RETURN NULL;
END
$$;

-- A change that meets no row is an error: the row is gone or belongs to others, and QGIS would call it a success.
CREATE FUNCTION ir.tolak_kosong() RETURNS trigger
LANGUAGE plpgsql SET search_path = ir, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM baris_lama) THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = :nothing;
    END IF;
    RETURN NULL;
END
$$;

-- Puts back the row that was removed last under a key, as a new one. For the province: nobody else reads the log.
CREATE FUNCTION ir.pulihkan(kunci text) RETURNS void
LANGUAGE plpgsql SET search_path = ir, public, pg_temp
AS $$
DECLARE
    catatan ir.log_perubahan;
    kolom text;
BEGIN
    SELECT * INTO catatan FROM ir.log_perubahan WHERE baris_id = kunci AND kejadian = 'HAPUS' ORDER BY fid DESC LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = format(:never, kunci);
    END IF;
    SELECT string_agg(quote_ident(nama), ', ') INTO kolom FROM jsonb_object_keys(catatan.sebelum::jsonb) AS nama;
    EXECUTE format(
        'INSERT INTO ir.%1$I (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::ir.%1$I, $1)', catatan.tabel, kolom
    ) USING catatan.sebelum::jsonb;
END
$$;
