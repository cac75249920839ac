// Whether a GeoJSON area holds a point: how often a line from it to the east crosses the edge (holes count as edges).
export function ligtIn(geojson, lon, lat) {
  const vorm = geojson.features?.[0]?.geometry ?? geojson.geometry ?? geojson;
  const vlakken = vorm.type === "MultiPolygon" ? vorm.coordinates : [vorm.coordinates];
  let binnen = false;
  for (const ring of vlakken.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) binnen = !binnen;
    }
  }
  return binnen;
}
