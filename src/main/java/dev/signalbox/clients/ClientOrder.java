package dev.signalbox.clients;

import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;

/** Sort columns of the client list. The default is the name. */
enum ClientOrder {
  NAME("name"),
  STATE("state"),
  MEMORY("memory"),
  CPU("cpu"),
  BUILDS("builds"),
  /** Newest first: the client that registered last has the greatest create index. */
  AGE("age");

  private final String column;

  ClientOrder(String column) {
    this.column = column;
  }

  /** Returns the values of the sort parameter in ascending order. */
  static List<String> columns() {
    return Arrays.stream(values()).map(order -> order.column).toList();
  }

  /**
   * Sorts by the {@code sort} parameter; ties stay sorted by name.
   *
   * @param byName clients sorted by name
   */
  static List<ClientEntry> sorted(List<ClientEntry> byName, ListUrl url) {
    String sort = url.value("sort");
    boolean down = sort.startsWith("-");
    String column = down ? sort.substring(1) : sort;
    ClientOrder by =
        Arrays.stream(values()).filter(one -> one.column.equals(column)).findFirst().orElse(NAME);
    if (by == NAME) {
      return down ? byName.reversed() : byName;
    }
    return byName.stream()
        .map(entry -> new Keyed(down ? -by.key(entry) : by.key(entry), entry))
        .sorted()
        .map(Keyed::entry)
        .toList();
  }

  @SuppressWarnings("EnumOrdinal") // constants are declared in sort order
  private long key(ClientEntry entry) {
    return switch (this) {
      case NAME -> 0;
      case STATE -> entry.stateGroup().ordinal();
      case MEMORY -> entry.memory().percent();
      case CPU -> entry.cpu().percent();
      case BUILDS -> entry.builds().size();
      case AGE -> -entry.client().createIndex();
    };
  }

  /** A client with its sort key, computed once instead of in every comparison. */
  private record Keyed(long key, ClientEntry entry) implements Comparable<Keyed> {

    @Override
    public int compareTo(Keyed other) {
      return Long.compare(key, other.key);
    }
  }
}
