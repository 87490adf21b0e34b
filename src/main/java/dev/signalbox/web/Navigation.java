package dev.signalbox.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The side navigation: every section under its heading, with a count where a person must act. */
@Component
class Navigation {

  private final List<Attention> attentions;

  Navigation(List<Attention> attentions) {
    this.attentions = attentions;
  }

  List<Group> groups(@Nullable Section current) {
    Map<Section, Waiting> waiting =
        waiting().stream().collect(Collectors.toMap(Waiting::section, Function.identity()));
    List<Group> groups = new ArrayList<>();
    for (Section section : Section.values()) {
      if (groups.isEmpty() || !Objects.equals(groups.getLast().title(), section.group())) {
        groups.add(new Group(section.group(), new ArrayList<>()));
      }
      groups.getLast().entries().add(new Entry(section, section == current, waiting.get(section)));
    }
    return groups;
  }

  /** What may wait for a person, in the navigation's order, also where nothing does now. */
  List<Waiting> waiting() {
    Map<Section, Waiting> waiting = new EnumMap<>(Section.class);
    attentions.forEach(
        attention -> waiting.merge(attention.section(), Waiting.of(attention), Waiting::and));
    return List.copyOf(waiting.values());
  }

  /** The keys that go somewhere, for the sheet of shortcuts. */
  List<Section> sections() {
    return Arrays.asList(Section.values());
  }

  /**
   * Neighbours under one heading.
   *
   * @param title the heading, or null at the top
   */
  public record Group(@Nullable String title, List<Entry> entries) {}

  /**
   * A place to go to.
   *
   * @param waiting null where nothing ever waits
   */
  public record Entry(Section section, boolean current, @Nullable Waiting waiting) {}

  /**
   * What waits in one section now.
   *
   * @param topic the live topic that may change it
   * @param number of all causes together
   */
  public record Waiting(Section section, String topic, int number, List<Cause> causes) {

    static Waiting of(Attention attention) {
      int number = attention.waiting();
      return new Waiting(
          attention.section(),
          attention.topic(),
          number,
          number == 0
              ? List.of()
              : List.of(new Cause(attention.sentence(number), attention.url())));
    }

    /** All of it in one line. */
    public String sentence() {
      return causes.stream().map(Cause::sentence).collect(Collectors.joining(" · "));
    }

    /** Both as one, for the one entry of the navigation that they share. */
    Waiting and(Waiting other) {
      return new Waiting(
          section,
          topic,
          number + other.number,
          Stream.concat(causes.stream(), other.causes.stream()).toList());
    }
  }

  /**
   * One thing that waits.
   *
   * @param sentence what it is, as a clause
   * @param url where it is seen
   */
  public record Cause(String sentence, String url) {}
}
