package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLinks;
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
 * The whole cluster at a glance, one cell a client. Each is a link while there are few; of many,
 * those of one state and one fullness are one link, which keeps the page light.
 *
 * @param cells each client, or none where there are too many
 * @param fields the same for many, a field for each state
 */
record HeatMap(List<Cell> cells, List<Field> fields) {

  private static final ListUrl LIST = new ListUrl("/nomad/clients", Map.of());
  private static final int FEW = 200;
  private static final int WIDTH = 1260;
  private static final int MANY = 1500;

  static HeatMap of(ClusterView view, Clock clock) {
    List<ClientLine> lines = ClientLines.of(view).byName();
    return lines.size() <= FEW
        ? new HeatMap(lines.stream().map(line -> Cell.of(line, clock)).toList(), List.of())
        : view.derived(HeatMap.class, many -> new HeatMap(List.of(), fields(ClientLines.of(many))));
  }

  /** Of many only the numbers count: which cell is whose cannot be seen. */
  private static List<Field> fields(ClientLines lines) {
    int pitch = lines.byName().size() > MANY ? 7 : 10;
    Map<ClientKind, Map<Fullness, Integer>> counts = new EnumMap<>(ClientKind.class);
    for (ClientLine line : lines.byName()) {
      counts
          .computeIfAbsent(line.kind(), kind -> new TreeMap<>(Comparator.reverseOrder()))
          .merge(line.fullness(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(
            kind ->
                Field.of(
                    kind.getKey(),
                    kind.getValue(),
                    LIST.with("state", kind.getKey().word()),
                    pitch))
        .toList();
  }

  /** One client. */
  public record Cell(String url, String css, String words) {

    static Cell of(ClientLine line, Clock clock) {
      return new Cell(
          NomadLinks.client(line.client().id()),
          HeatMap.style(line.kind(), line.fullness()),
          line.client().name()
              + ": "
              + ClientBadge.of(line.state(), clock).word()
              + ", "
              + line.percentFull()
              + " % full");
    }
  }

  /**
   * All clients of one state.
   *
   * @param height of the drawing, which is {@code 1260} wide
   * @param pitch from one cell to the next
   */
  public record Field(
      String label, int count, String url, int height, int pitch, List<Stretch> stretches) {

    static Field of(ClientKind kind, Map<Fullness, Integer> counts, ListUrl list, int pitch) {
      List<Stretch> stretches = new ArrayList<>();
      int perRow = WIDTH / pitch;
      int from = 0;
      for (Map.Entry<Fullness, Integer> one : counts.entrySet()) {
        Fullness fullness = one.getKey();
        int to = from + one.getValue();
        stretches.add(
            new Stretch(
                list.with("full", fullness.word()).toString(),
                HeatMap.style(kind, fullness),
                path(from, to, perRow, pitch),
                "%d %s, %s"
                    .formatted(
                        to - from, kind.label().toLowerCase(Locale.ROOT), fullness.words())));
        from = to;
      }
      int rows = (from + perRow - 1) / perRow;
      return new Field(kind.label(), from, list.toString(), rows * pitch, pitch, stretches);
    }

    /** A line for each row, which dashes cut into cells. */
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

  /** Neighbours of one fullness: one link. */
  public record Stretch(String url, String css, String path, String words) {}

  private static String style(ClientKind kind, Fullness fullness) {
    return "sb-full-" + fullness.step() + " sb-is-" + kind.word();
  }
}
