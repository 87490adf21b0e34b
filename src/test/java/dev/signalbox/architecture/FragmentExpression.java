package dev.signalbox.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * A reference to a fragment, as {@code ~{file :: name(args)}} in a template or {@code file :: name}
 * in a controller.
 *
 * @param file name of the template; empty for the containing file
 * @param selector name of the fragment; empty for the whole file
 */
record FragmentExpression(String file, String selector, List<String> arguments) {

  /** Finds all references in an attribute value, including those in arguments. */
  static List<FragmentExpression> in(String value) {
    List<FragmentExpression> found = new ArrayList<>();
    for (int at = value.indexOf("~{"); at >= 0; at = value.indexOf("~{", at + 2)) {
      String content = value.substring(at + 2, BracketParser.closing(value, at + 1)).trim();
      if (!content.isEmpty()) {
        found.add(of(content));
      }
    }
    return found;
  }

  /** Parses the content of a reference, or a view name that a controller returns. */
  static FragmentExpression of(String text) {
    List<String> parts = BracketParser.split(text, "::");
    String file = parts.getFirst().equals("this") ? "" : parts.getFirst();
    FragmentExpression inFile = ofSelector(parts.size() > 1 ? parts.get(1) : "");
    return new FragmentExpression(file, inFile.selector(), inFile.arguments());
  }

  /** Parses the part after the colons, or the value of {@code th:fragment}. */
  static FragmentExpression ofSelector(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new FragmentExpression("", text.trim(), List.of());
    }
    String arguments = text.substring(open + 1, BracketParser.closing(text, open)).trim();
    return new FragmentExpression(
        "",
        text.substring(0, open).trim(),
        arguments.isEmpty() ? List.of() : BracketParser.split(arguments, ","));
  }

  boolean isComputed() {
    return (file + selector).contains("$") || (file + selector).contains("{");
  }
}
