// How far, and from where: from the reader, when asked and allowed, or from the middle of the map.
"use strict";

const Distance = (() => {
    const EARTH_KM = 6371.0088;
    const radians = (degrees) => (degrees * Math.PI) / 180;

    // Along the great circle, in kilometres; Infinity for a business without a point.
    function between(origin, business) {
        if (business.lon === null) return Infinity;
        const north = radians(business.lat - origin.lat) / 2;
        const east = radians(business.lon - origin.lon) / 2;
        const across = Math.cos(radians(origin.lat)) * Math.cos(radians(business.lat)) * Math.sin(east) ** 2;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(Math.sin(north) ** 2 + across)));
    }

    // A promise of {lon, lat}; refused where the device or the reader says no.
    function ofReader() {
        return new Promise((resolve, reject) => {
            if (!navigator.geolocation) return reject(new Error("no geolocation"));
            return navigator.geolocation.getCurrentPosition(
                ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude }),
                reject,
                { timeout: 10000, maximumAge: 300000 },
            );
        });
    }

    return { between, ofReader };
})();
