//! Points as OpenStreetMap stores them: integers of 1e-7 degree (11 mm at the equator).

/// A point in WGS 84, in units of 1e-7 degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Degrees east × 1e7.
    pub lon: i32,
    /// Degrees north × 1e7.
    pub lat: i32,
}

/// Units of a degree.
const UNITS: f64 = 1e7;
/// Mean radius of the earth, metres (IUGG 1980).
const RADIUS_M: f64 = 6_371_008.8;

impl Point {
    /// The point at `lon`, `lat` degrees; `None` where that is no place on earth.
    pub fn from_degrees(lon: f64, lat: f64) -> Option<Self> {
        let on_earth = lon.abs() <= 180.0 && lat.abs() <= 90.0;
        on_earth.then(|| Self { lon: (lon * UNITS).round() as i32, lat: (lat * UNITS).round() as i32 })
    }

    /// The point at `lon`, `lat` in units of 1e-9 degree, rounded; `None` where that is no place
    /// on earth.
    pub fn from_nanodegrees(lon: i64, lat: i64) -> Option<Self> {
        const A_DEGREE: u64 = 1_000_000_000;
        let on_earth = lon.unsigned_abs() <= 180 * A_DEGREE && lat.unsigned_abs() <= 90 * A_DEGREE;
        let units = |nano: i64| (nano + 50).div_euclid(100) as i32;
        on_earth.then(|| Self { lon: units(lon), lat: units(lat) })
    }

    /// `[lon, lat]` in degrees.
    pub fn degrees(self) -> [f64; 2] {
        [f64::from(self.lon) / UNITS, f64::from(self.lat) / UNITS]
    }

    /// Great-circle distance in metres (haversine).
    pub fn distance_m(self, other: Self) -> f64 {
        let ([from_lon, from_lat], [to_lon, to_lat]) = (self.degrees(), other.degrees());
        let half_lat = (to_lat - from_lat).to_radians() / 2.0;
        let half_lon = (to_lon - from_lon).to_radians() / 2.0;
        let cosines = from_lat.to_radians().cos() * to_lat.to_radians().cos();
        let h = half_lat.sin().powi(2) + cosines * half_lon.sin().powi(2);
        2.0 * RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// Metres of one unit of longitude and of latitude at a latitude: a flat plane that is good
/// enough for a few kilometres around a point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    origin: Point,
    lon_m: f64,
    lat_m: f64,
}

impl Plane {
    pub(crate) fn at(origin: Point) -> Self {
        let lat_m = RADIUS_M.to_radians() / UNITS;
        Self { origin, lon_m: lat_m * (f64::from(origin.lat) / UNITS).to_radians().cos(), lat_m }
    }

    /// Metres across a box of so many units.
    pub(crate) fn size_m(&self, lon: i64, lat: i64) -> [f64; 2] {
        [lon as f64 * self.lon_m, lat as f64 * self.lat_m]
    }

    /// Metres east and north of the origin.
    pub(crate) fn metres(&self, point: Point) -> [f64; 2] {
        let east = i64::from(point.lon) - i64::from(self.origin.lon);
        let north = i64::from(point.lat) - i64::from(self.origin.lat);
        self.size_m(east, north)
    }
}

/// The point `share` (0 to 1) of the way from `a` to `b`.
pub(crate) fn between(a: Point, b: Point, share: f64) -> Point {
    let mix =
        |from: i32, to: i32| (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as i32;
    Point { lon: mix(a.lon, b.lon), lat: mix(a.lat, b.lat) }
}
