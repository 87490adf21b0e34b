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

  List<Group> groups(@Nullable Section current, List<AttentionCount> counts) {
    Map<Section, AttentionCount> waiting =
        counts.stream().collect(Collectors.toMap(AttentionCount::section, Function.identity()));
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

  /** Returns which data is outdated, or null if all of it is current. */
  @Nullable String outdatedData() {
    String outdated =
        sources.stream()
            .map(AttentionSource::outdatedData)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return outdated.isEmpty() ? null : outdated;
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
   * @param topics the live update topics that may change them, separated by spaces
   * @param items most severe first
   */
  public record AttentionCount(Section section, String topics, List<AttentionItem> items) {

    static AttentionCount of(AttentionSource source) {
      return new AttentionCount(source.section(), source.topic(), source.items());
    }

    /** Returns the number of affected objects. */
    public int number() {
      return items.stream().mapToInt(AttentionItem::count).sum();
    }

    /** Returns all items on one line. */
    public String sentence() {
      return items.stream().map(AttentionItem::sentence).collect(Collectors.joining(" · "));
    }

    /** Merges two counts of the same section. */
    AttentionCount merge(AttentionCount other) {
      return new AttentionCount(
          section,
          Stream.of((topics + " " + other.topics).split(" ", -1))
              .distinct()
              .collect(Collectors.joining(" ")),
          Stream.concat(items.stream(), other.items.stream())
              .sorted(AttentionItem.BY_LEVEL)
              .toList());
    }
  }
}
