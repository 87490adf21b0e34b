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

/** Builds the side navigation: all sections by group, with counts of items that need attention. */
@Component
class Navigation {

  private final List<AttentionSource> sources;

  Navigation(List<AttentionSource> sources) {
    this.sources = sources;
  }

  List<Group> groups(@Nullable Section current) {
    Map<Section, AttentionCount> waiting =
        attentionCounts().stream()
            .collect(Collectors.toMap(AttentionCount::section, Function.identity()));
    List<Group> groups = new ArrayList<>();
    for (Section section : Section.values()) {
      if (groups.isEmpty() || !Objects.equals(groups.getLast().title(), section.group())) {
        groups.add(new Group(section.group(), new ArrayList<>()));
      }
      groups.getLast().entries().add(new Entry(section, section == current, waiting.get(section)));
    }
    return groups;
  }

  /** Returns the counts in navigation order, including those that are zero. */
  List<AttentionCount> attentionCounts() {
    Map<Section, AttentionCount> waiting = new EnumMap<>(Section.class);
    sources.forEach(
        source ->
            waiting.merge(source.section(), AttentionCount.of(source), AttentionCount::merge));
    return List.copyOf(waiting.values());
  }

  /** Returns the sections that have a shortcut key. */
  List<Section> sections() {
    return Arrays.asList(Section.values());
  }

  /**
   * A group of entries.
   *
   * @param title the heading, or null for the first group
   */
  public record Group(@Nullable String title, List<Entry> entries) {}

  /**
   * A navigation entry.
   *
   * @param attention the count, or null if the section has none
   */
  public record Entry(Section section, boolean current, @Nullable AttentionCount attention) {}

  /**
   * The items of a section that need attention.
   *
   * @param topic the live update topic that may change the count
   * @param number the total of all causes
   */
  public record AttentionCount(Section section, String topic, int number, List<Cause> causes) {

    static AttentionCount of(AttentionSource source) {
      int number = source.count();
      return new AttentionCount(
          source.section(),
          source.topic(),
          number,
          number == 0 ? List.of() : List.of(new Cause(source.sentence(number), source.url())));
    }

    /** Returns all causes on one line. */
    public String sentence() {
      return causes.stream().map(Cause::sentence).collect(Collectors.joining(" · "));
    }

    /** Merges two counts of the same section. */
    AttentionCount merge(AttentionCount other) {
      return new AttentionCount(
          section,
          topic,
          number + other.number,
          Stream.concat(causes.stream(), other.causes.stream()).toList());
    }
  }

  /**
   * A reason for attention.
   *
   * @param sentence the reason as a clause
   * @param url the page that shows the items
   */
  public record Cause(String sentence, String url) {}
}
