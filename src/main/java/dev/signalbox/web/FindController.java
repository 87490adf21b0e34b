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

/** Searches pages and objects by name, for the command palette and as a page. */
@Controller
class FindController {

  private static final int LIMIT = 8;

  private final List<SearchProvider> searchProviders;

  FindController(List<SearchProvider> searchProviders) {
    this.searchProviders = searchProviders;
  }

  @GetMapping("/find")
  String page(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute("query", q);
    model.addAttribute("hits", find(q));
    return "web/find";
  }

  @Fragment
  @GetMapping("/find")
  String lines(@RequestParam(defaultValue = "") String q, Model model) {
    page(q, model);
    return "web/find :: lines";
  }

  private List<SearchHit> find(String q) {
    String text = q.trim();
    List<SearchHit> hits = new ArrayList<>(pages(text));
    if (!text.isEmpty()) {
      searchProviders.forEach(provider -> hits.addAll(provider.find(text, LIMIT)));
    }
    return hits;
  }

  private static List<SearchHit> pages(String text) {
    Stream<SearchHit> sections =
        Arrays.stream(Section.values())
            .map(s -> new SearchHit("Page", s.icon(), s.title(), "g then " + s.key(), s.path()));
    Stream<SearchHit> personal =
        Stream.of(
            new SearchHit(
                "Page", "devices", "Sessions", "browsers where you are signed in", "/sessions"),
            new SearchHit("Page", "key", "API tokens", "API tokens for your scripts", "/tokens"),
            new SearchHit(
                "Page", "key", "All API tokens", "API tokens of all users", "/tokens/all"),
            new SearchHit(
                "Page",
                "device-desktop",
                "Wall links",
                "the overview on a screen without signing in",
                "/settings/wall-links"),
            new SearchHit("Page", "code", "API", "REST API reference", "/api"));
    return Stream.concat(sections, personal)
        .filter(
            page -> page.title().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
