package dev.signalbox.kubernetes.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceChange.Added;
import dev.signalbox.kubernetes.ResourceChange.Deleted;
import dev.signalbox.kubernetes.ResourceChange.Updated;
import dev.signalbox.kubernetes.informer.ResourceStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceStoreTests {

  private final ResourceStore<String> store =
      new ResourceStore<>(Map.of("initial", value -> List.of(value.substring(0, 1))));

  @Test
  void listsValuesOrderedByName() {
    store.put("b", entry("b", 1, "beta"));
    store.put("a", entry("a", 2, "alpha"));

    assertThat(store.list()).containsExactly("alpha", "beta");
    assertThat(store.list()).isSameAs(store.list());
    assertThat(store.get("b")).contains("beta");
    assertThat(store.get("c")).isEmpty();
  }

  @Test
  void maintainsIndexes() {
    store.put("1", entry("1", 1, "alpha"));
    store.put("2", entry("2", 2, "beta"));
    store.put("3", entry("3", 3, "also"));
    assertThat(store.byIndex("initial", "a")).containsExactly("alpha", "also");

    store.put("1", entry("1", 4, "begun"));
    store.remove("2");
    assertThat(store.byIndex("initial", "a")).containsExactly("also");
    assertThat(store.byIndex("initial", "b")).containsExactly("begun");
    assertThat(store.byIndex("initial", "z")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> store.byIndex("other", "a"));
  }

  @Test
  void removesObjectsThatACompleteListDoesNotContain() {
    store.put("a", entry("a", 1, "alpha"));
    store.put("b", entry("b", 2, "beta"));

    store.replace(Map.of("b", entry("b", 2, "beta"), "c", entry("c", 3, "gamma")));

    assertThat(store.list()).containsExactly("beta", "gamma");
  }

  @Test
  void countsRealChangesOnly() {
    store.put("a", entry("a", 1, "alpha"));
    long revision = store.revision();

    store.put("a", entry("a", 1, "alpha"));
    store.remove("z");

    assertThat(store.revision()).isEqualTo(revision);
  }

  @Test
  void deliversKnownObjectsAndLaterChanges() {
    store.put("a", entry("a", 1, "alpha"));
    List<ResourceChange<String>> received = new ArrayList<>();
    ChangeQueue<String> queue = store.addListener(received::addAll);
    assertThat(queue.deliver()).isTrue();
    assertThat(received).containsExactly(new Added<>("alpha"));

    received.clear();
    store.put("a", entry("a", 2, "also"));
    store.put("b", entry("b", 3, "beta"));
    queue.deliver();
    assertThat(received).containsExactly(new Updated<>("alpha", "also"), new Added<>("beta"));
  }

  @Test
  void mergesChangesOfOneObject() {
    store.put("a", entry("a", 1, "alpha"));
    List<ResourceChange<String>> received = new ArrayList<>();
    ChangeQueue<String> queue = store.addListener(received::addAll);
    queue.deliver();
    received.clear();

    store.put("a", entry("a", 2, "also"));
    store.put("a", entry("a", 3, "again"));
    store.put("b", entry("b", 4, "beta"));
    store.remove("b");
    queue.deliver();

    assertThat(received).containsExactly(new Updated<>("alpha", "again"));
  }

  @Test
  void reportsAnObjectThatWasCreatedAgainAsAnotherOne() {
    store.put("a", entry("first", 1, "alpha"));
    List<ResourceChange<String>> received = new ArrayList<>();
    ChangeQueue<String> queue = store.addListener(received::addAll);
    queue.deliver();
    received.clear();

    store.replace(Map.of("a", entry("second", 2, "again")));
    queue.deliver();

    assertThat(received).containsExactly(new Deleted<>("alpha"), new Added<>("again"));
  }

  @Test
  void deliversChangesAgainAfterAFailure() {
    List<ResourceChange<String>> received = new ArrayList<>();
    boolean[] failing = {true};
    ChangeQueue<String> queue =
        store.addListener(
            changes -> {
              if (failing[0]) {
                throw new IllegalStateException("the database is down");
              }
              received.addAll(changes);
            });
    store.put("a", entry("a", 1, "alpha"));
    assertThat(queue.deliver()).isFalse();

    failing[0] = false;
    store.put("a", entry("a", 2, "also"));
    assertThat(queue.deliver()).isTrue();
    assertThat(received).containsExactly(new Added<>("also"));
  }

  private static Entry<String> entry(String uid, int version, String value) {
    return new Entry<>(uid, Integer.toString(version), value);
  }
}
