package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cluster map with one cell per client. Up to {@value #MAX_LINKED_CELLS} clients each cell is a
 * link. Above that, all clients with the same state and utilization level share one link, which
 * keeps the page small.
 *
 * @param cells one cell per client, or empty above the limit
 * @param fields one field per state, or empty up to the limit
 */
record HeatMap(List<Cell> cells, List<Field> fields) {

  private static final ListUrl LIST = new ListUrl("/nomad/clients", Map.of());
  private static final int MAX_LINKED_CELLS = 200;
  private static final int WIDTH = 1260;
  private static final int MAX_LARGE_CELLS = 1500;

  static HeatMap of(ClusterSnapshot snapshot, Clock clock) {
    List<ClientEntry> entries = ClientIndex.of(snapshot).byName();
    return entries.size() <= MAX_LINKED_CELLS
        ? new HeatMap(entries.stream().map(entry -> Cell.of(entry, clock)).toList(), List.of())
        : snapshot.derived(
            HeatMap.class, many -> new HeatMap(List.of(), fields(ClientIndex.of(many))));
  }

  /** Builds the fields from counts alone; cells of a large map do not identify a client. */
  private static List<Field> fields(ClientIndex index) {
    int pitch = index.byName().size() > MAX_LARGE_CELLS ? 7 : 10;
    Map<ClientStateGroup, Map<UtilizationLevel, Integer>> counts =
        new EnumMap<>(ClientStateGroup.class);
    for (ClientEntry entry : index.byName()) {
      counts
          .computeIfAbsent(entry.stateGroup(), kind -> new TreeMap<>(Comparator.reverseOrder()))
          .merge(entry.utilizationLevel(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(
            kind ->
                Field.of(
                    kind.getKey(),
                    kind.getValue(),
                    LIST.with("state", kind.getKey().code()),
                    pitch))
        .toList();
  }

  /** One client. */
  public record Cell(String url, String css, String title) {

    static Cell of(ClientEntry entry, Clock clock) {
      return new Cell(
          NomadLinks.client(entry.client().id()),
          HeatMap.style(entry.stateGroup(), entry.utilizationLevel()),
          entry.client().name()
              + ": "
              + ClientBadge.of(entry.state(), clock).text()
              + ", "
              + entry.percentAllocated()
              + "% allocated");
    }
  }

  /**
   * All clients in one state.
   *
   * @param height height of the drawing in pixels; its width is {@code 1260}
   * @param pitch distance from one cell to the next in pixels
   */
  public record Field(
      String label, int count, String url, int height, int pitch, List<Stretch> stretches) {

    static Field of(
        ClientStateGroup kind, Map<UtilizationLevel, Integer> counts, ListUrl list, int pitch) {
      List<Stretch> stretches = new ArrayList<>();
      int perRow = WIDTH / pitch;
      int from = 0;
      for (Map.Entry<UtilizationLevel, Integer> one : counts.entrySet()) {
        UtilizationLevel fullness = one.getKey();
        int to = from + one.getValue();
        stretches.add(
            new Stretch(
                list.with("full", fullness.code()).toString(),
                HeatMap.style(kind, fullness),
                path(from, to, perRow, pitch),
                "%d %s, %s"
                    .formatted(
                        to - from, kind.label().toLowerCase(Locale.ROOT), fullness.label())));
        from = to;
      }
      int rows = (from + perRow - 1) / perRow;
      return new Field(kind.label(), from, list.toString(), rows * pitch, pitch, stretches);
    }

    /** Draws one line per row. A dash pattern splits the line into cells. */
    private static String path(int from, int to, int perRow, int pitch) {
      StringBuilder path = new StringBuilder();
      int at = from;
      while (at < to) {
        int row = at / perRow;
        int end = Math.min(to, (row + 1) * perRow);
        path.append('M')
            .append(at % perRow * pitch)
            .append(' ')
            .append(row * pitch + (pitch - 1) / 2.0)
            .append('h')
            .append((end - at) * pitch - 1);
        at = end;
      }
      return path.toString();
    }

    public int thickness() {
      return pitch - 1;
    }

    public String dashes() {
      return (pitch - 1) + " 1";
    }

    public String viewBox() {
      return "0 0 " + WIDTH + " " + height;
    }
  }

  /** Adjacent cells with the same utilization level; one link. */
  public record Stretch(String url, String css, String path, String label) {}

  private static String style(ClientStateGroup kind, UtilizationLevel fullness) {
    return "sb-full-" + fullness.step() + " sb-is-" + kind.code();
  }
}
