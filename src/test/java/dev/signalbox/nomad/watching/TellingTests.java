package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A listener hears everything, if not one by one. */
class TellingTests {

  private static final ClientTold TOLD =
      new ClientTold("client-1", "client-1", Things.THEN, "Drain", "Node drain complete", Map.of());

  private final Notebook notebook = new Notebook();
  private final Telling telling = new Telling(notebook);

  @Test
  void changesThatCameMeanwhileAreToldAsOne() {
    telling.changed(view(1));
    telling.tell();
    telling.changed(view(2));
    telling.changed(view(3));
    telling.tell();
    telling.tell();

    assertThat(notebook.heard).containsExactly("0 to 1", "1 to 3");
  }

  @Test
  void aChangeAtWhichTheListenerFailedIsToldAgainWithTheNext() {
    telling.changed(view(1));
    telling.tell();
    notebook.fails = true;
    telling.changed(view(2));
    assertThatThrownBy(telling::tell).isInstanceOf(IllegalStateException.class);

    notebook.fails = false;
    telling.changed(view(3));
    telling.tell();

    assertThat(notebook.heard).containsExactly("0 to 1", "1 to 3");
  }

  @Test
  void keepsThousandsOfEventsForASlowListenerAndSaysWhenItCannot() {
    int kept = 0;
    while (telling.told(TOLD)) {
      kept++;
    }
    telling.tell();

    assertThat(kept).isEqualTo(5_000);
    assertThat(notebook.events).hasSize(5_000);
    assertThat(telling.told(TOLD)).isTrue();
  }

  private static ClusterView view(long version) {
    return new ClusterView(version, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** Writes down what it hears. */
  private static final class Notebook implements ClusterListener {

    private final List<String> heard = new ArrayList<>();
    private final List<ClientTold> events = new ArrayList<>();
    private boolean fails;

    @Override
    public void changed(ClusterView before, ClusterView after) {
      if (fails) {
        throw new IllegalStateException("The database is away.");
      }
      heard.add(before.version() + " to " + after.version());
    }

    @Override
    public void told(ClientTold event) {
      events.add(event);
    }
  }
}
