package dev.signalbox.nomad.clients;

import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;

/** What a list of clients may be sorted by; by name where nothing else is asked. */
enum ClientOrder {
  NAME("name"),
  STATE("state"),
  MEMORY("memory"),
  CPU("cpu"),
  BUILDS("builds"),
  /** Youngest first: who registered last has the greatest index. */
  AGE("age");

  private final String column;

  ClientOrder(String column) {
    this.column = column;
  }

  /** These, which come by name, as the address asks; equals stay by name. */
  static List<ClientLine> sorted(List<ClientLine> byName, ListUrl url) {
    String asked = url.value("sort");
    boolean down = asked.startsWith("-");
    String column = down ? asked.substring(1) : asked;
    ClientOrder by =
        Arrays.stream(values()).filter(one -> one.column.equals(column)).findFirst().orElse(NAME);
    if (by == NAME) {
      return down ? byName.reversed() : byName;
    }
    return byName.stream()
        .map(line -> new Keyed(down ? -by.key(line) : by.key(line), line))
        .sorted()
        .map(Keyed::line)
        .toList();
  }

  @SuppressWarnings("EnumOrdinal") // the kinds stand in the order of their weight
  private long key(ClientLine line) {
    return switch (this) {
      case NAME -> 0;
      case STATE -> line.kind().ordinal();
      case MEMORY -> line.memory().percent();
      case CPU -> line.cpu().percent();
      case BUILDS -> line.builds().size();
      case AGE -> -line.client().createIndex();
    };
  }

  /** A line with what it is sorted by, read once and not with each comparison. */
  private record Keyed(long key, ClientLine line) implements Comparable<Keyed> {

    @Override
    public int compareTo(Keyed other) {
      return Long.compare(key, other.key);
    }
  }
}
