package dev.signalbox.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    List<Group> groups = new ArrayList<>();
    for (Section section : Section.values()) {
      if (groups.isEmpty() || !Objects.equals(groups.getLast().title(), section.group())) {
        groups.add(new Group(section.group(), new ArrayList<>()));
      }
      groups.getLast().entries().add(new Entry(section, section == current, waiting(section)));
    }
    return groups;
  }

  private int waiting(Section section) {
    return attentions.stream()
        .filter(attention -> attention.section() == section)
        .mapToInt(Attention::waiting)
        .sum();
  }

  /** The keys that go somewhere, for the sheet of shortcuts. */
  List<Section> sections() {
    return Arrays.asList(Section.values());
  }

  /**
   * @param title the heading, or null at the top
   */
  record Group(@Nullable String title, List<Entry> entries) {}

  record Entry(Section section, boolean current, int waiting) {}
}
