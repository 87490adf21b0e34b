package dev.signalbox.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Any page and any object by name: the command palette's lines, and the same as a page. */
@Controller
class FindController {

  private static final int LIMIT = 8;

  private final List<Finder> finders;

  FindController(List<Finder> finders) {
    this.finders = finders;
  }

  @GetMapping("/find")
  String page(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute("words", q);
    model.addAttribute("found", find(q));
    return "web/find";
  }

  @Fragment
  @GetMapping("/find")
  String lines(@RequestParam(defaultValue = "") String q, Model model) {
    page(q, model);
    return "web/find :: lines";
  }

  private List<Found> find(String q) {
    String words = q.trim();
    List<Found> found = new ArrayList<>(pages(words));
    if (!words.isEmpty()) {
      finders.forEach(finder -> found.addAll(finder.find(words, LIMIT)));
    }
    return found;
  }

  private static List<Found> pages(String words) {
    Stream<Found> sections =
        Arrays.stream(Section.values())
            .map(s -> new Found("Page", s.icon(), s.title(), "g then " + s.key(), s.path()));
    Stream<Found> personal =
        Stream.of(
            new Found("Page", "devices", "Your sessions", "where you are signed in", "/sessions"),
            new Found("Page", "key", "Your tokens", "what your scripts show", "/tokens"),
            new Found("Page", "key", "Everybody's tokens", "whose scripts may call", "/tokens/all"),
            new Found("Page", "code", "API", "the console for scripts", "/api"));
    return Stream.concat(sections, personal)
        .filter(
            page -> page.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
