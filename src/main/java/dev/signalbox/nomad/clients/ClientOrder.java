package dev.signalbox.nomad.clients;

import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a list of clients may be sorted by; by name where nothing else is asked. */
enum ClientOrder {
  NAME("name", Comparator.comparingInt(line -> 0)),
  STATE("state", Comparator.comparing(ClientLine::kind)),
  MEMORY("memory", Comparator.comparingInt(line -> line.memory().percent())),
  CPU("cpu", Comparator.comparingInt(line -> line.cpu().percent())),
  BUILDS("builds", Comparator.comparingInt(line -> line.builds().size())),
  /** Youngest first: who registered last has the greatest index. */
  AGE("age", Comparator.comparingLong(line -> -line.client().createIndex()));

  private final String column;

  // made of constants, only not marked so
  @SuppressWarnings("ImmutableEnumChecker")
  private final Comparator<ClientLine> order;

  ClientOrder(String column, Comparator<ClientLine> order) {
    this.column = column;
    this.order = order;
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
    return byName.stream().sorted(down ? by.order.reversed() : by.order).toList();
  }
}
