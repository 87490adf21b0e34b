package dev.signalbox.house;

import java.util.ArrayList;
import java.util.List;

/**
 * A reference to a fragment, as {@code ~{file :: name(args)}} in a template or {@code file :: name}
 * in a controller.
 *
 * @param file the template's name, empty for the file it stands in
 * @param selector the fragment's name, empty for the whole file
 */
record FragmentExpression(String file, String selector, List<String> arguments) {

  /** Every reference in an attribute's value, those within another's arguments included. */
  static List<FragmentExpression> in(String value) {
    List<FragmentExpression> found = new ArrayList<>();
    for (int at = value.indexOf("~{"); at >= 0; at = value.indexOf("~{", at + 2)) {
      String inside = value.substring(at + 2, Brackets.closing(value, at + 1)).trim();
      if (!inside.isEmpty()) {
        found.add(of(inside));
      }
    }
    return found;
  }

  /** The inner part of a reference, or what a controller returns. */
  static FragmentExpression of(String text) {
    List<String> parts = Brackets.split(text, "::");
    String file = parts.getFirst().equals("this") ? "" : parts.getFirst();
    FragmentExpression inFile = ofSelector(parts.size() > 1 ? parts.get(1) : "");
    return new FragmentExpression(file, inFile.selector(), inFile.arguments());
  }

  /** What stands after the colons, or in {@code th:fragment}. */
  static FragmentExpression ofSelector(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new FragmentExpression("", text.trim(), List.of());
    }
    String inside = text.substring(open + 1, Brackets.closing(text, open)).trim();
    return new FragmentExpression(
        "",
        text.substring(0, open).trim(),
        inside.isEmpty() ? List.of() : Brackets.split(inside, ","));
  }

  boolean isComputed() {
    return (file + selector).contains("$") || (file + selector).contains("{");
  }
}
