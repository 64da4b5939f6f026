// Addresses outside the catalogue: only https://wa.me, tel: and a map, made of digits and coordinates.
"use strict";

const Links = (() => {
    // "+62 812-3456", "0812 3456" -> "628123456"; null where that is no number of Indonesia.
    function digits(phone) {
        const bare = String(phone || "")
            .replace(/[\s().-]/g, "")
            .replace(/^\+/, "")
            .replace(/^0/, "62");
        return /^62\d{7,13}$/.test(bare) ? bare : null;
    }

    // Mobile phones only, which have numbers that begin with 8; a fixed line has no WhatsApp.
    function whatsapp(phone, message) {
        const number = digits(phone);
        return number?.startsWith("628") ? `https://wa.me/${number}?text=${encodeURIComponent(message)}` : null;
    }

    function telephone(phone) {
        const number = digits(phone);
        return number && `tel:+${number}`;
    }

    // "+62 812-3456-7890", for people to read.
    function readable(phone) {
        const number = digits(phone);
        return number && `+62 ${number.slice(2, 5)}-${number.slice(5, 9)}-${number.slice(9)}`.replace(/-$/, "");
    }

    function map(business) {
        if (business.lon === null || business.lat === null) return null;
        return `https://www.google.com/maps/search/?api=1&query=${Number(business.lat)},${Number(business.lon)}`;
    }

    function photo(business) {
        return business.photo === true && /^[\w-]+$/.test(business.id) ? `foto/${business.id}.jpg` : null;
    }

    return { whatsapp, telephone, readable, map, photo };
})();
