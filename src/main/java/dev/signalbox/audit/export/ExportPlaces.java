package dev.signalbox.audit.export;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many downloads there may be at once, of one person and of everybody, in this instance. */
@Component
class ExportPlaces {

  static final int MOST_OF_ONE = 2;

  private final Map<String, Integer> taken = new HashMap<>();

  /** Takes a place for a person or says why there is none. */
  synchronized Answer take(String person) {
    int own = taken.getOrDefault(person, 0);
    if (own >= MOST_OF_ONE) {
      return Answer.OWN_ARE_TAKEN;
    }
    if (taken.values().stream().mapToInt(Integer::intValue).sum() >= ExportConnections.MOST) {
      return Answer.ALL_ARE_TAKEN;
    }
    taken.put(person, own + 1);
    return Answer.TAKEN;
  }

  synchronized void giveBack(String person) {
    taken.computeIfPresent(person, (key, own) -> own == 1 ? null : own - 1);
  }

  /** What became of the wish for a place. */
  enum Answer {
    TAKEN,
    OWN_ARE_TAKEN,
    ALL_ARE_TAKEN
  }
}
