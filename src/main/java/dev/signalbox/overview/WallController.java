package dev.signalbox.overview;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Serves the wall: the overview for a screen on the wall, without interaction. The token in the
 * address is the only credential. Requests with an invalid token are not logged, because the log
 * would contain it.
 */
@Controller
class WallController {

  private static final Set<String> THEMES = Set.of("light", "dark");

  private final WallLinks links;
  private final List<SummaryPanelSource> panels;
  private final List<AttentionSource> attention;
  private final PanelLoader loader;
  private final Clock clock;

  WallController(
      WallLinks links,
      List<SummaryPanelSource> panels,
      List<AttentionSource> attention,
      PanelLoader loader,
      Clock clock) {
    this.links = links;
    this.panels = panels.stream().filter(SummaryPanelSource::isOnWall).toList();
    this.attention = attention;
    this.loader = loader;
    this.clock = clock;
  }

  /**
   * Renders the page.
   *
   * @param theme {@code light} or {@code dark}; another value follows the system
   */
  @GetMapping("/wall/{token}")
  String page(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String theme,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    fill(token, request, response, model);
    model.addAttribute("theme", THEMES.contains(theme) ? theme : null);
    return "overview/wall";
  }

  /** Renders the content, which the page requests every 30 seconds. */
  @Fragment
  @GetMapping("/wall/{token}")
  String content(
      @PathVariable String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    fill(token, request, response, model);
    return "overview/wall :: content";
  }

  private void fill(
      String token, HttpServletRequest request, HttpServletResponse response, Model model) {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    switch (links.check(token, request.getRemoteAddr())) {
      case WallLinks.Access.Open open -> {
        model.addAttribute("url", "/wall/" + token);
        model.addAttribute("wall", WallPage.of(attention, loader.load(panels), clock));
      }
      // the sender knows the token, so the status may reveal that it was valid
      case WallLinks.Access.Revoked revoked -> {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("endedTitle", "This link was revoked");
        model.addAttribute(
            "endedText",
            "It was revoked on "
                + TimestampView.of(revoked.at(), clock).absolute()
                + ". Ask an admin for a new link.");
      }
      case WallLinks.Access.Unknown unknown -> {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("endedTitle", "This link is not valid");
        model.addAttribute(
            "endedText", "The address is incomplete or wrong. Ask an admin for a link.");
      }
      case WallLinks.Access.Limited limited -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(
            HttpHeaders.RETRY_AFTER, Long.toString(limited.retryAfter().toSeconds() + 1));
        model.addAttribute("endedTitle", "Too many wrong links");
        model.addAttribute(
            "endedText", "This address opened too many wrong links. Try again in a minute.");
      }
    }
  }

  /**
   * View model of the wall. It contains no names and addresses of users.
   *
   * @param at when the page was rendered
   * @param outdated which data is outdated, such as "Nomad data from 14:02 UTC", or null
   * @param attention most severe first
   * @param more number of further items that need attention
   */
  record WallPage(
      TimestampView at,
      @Nullable String outdated,
      List<AttentionItem> attention,
      int more,
      List<PanelView> panels) {

    /** More items would not fit on a screen of 1920 by 1080 pixels. */
    private static final int MAX_ITEMS = 4;

    static WallPage of(List<AttentionSource> sources, List<PanelView> panels, Clock clock) {
      List<AttentionItem> items =
          sources.stream()
              .filter(AttentionSource::isOnWall)
              .sorted(Comparator.comparing(AttentionSource::section))
              .flatMap(source -> source.items().stream())
              .sorted(AttentionItem.BY_LEVEL)
              .toList();
      String outdated =
          sources.stream()
              .map(AttentionSource::outdatedData)
              .filter(Objects::nonNull)
              .collect(Collectors.joining(", "));
      return new WallPage(
          TimestampView.of(clock.instant(), clock),
          outdated.isEmpty() ? null : outdated,
          items.stream().limit(MAX_ITEMS).toList(),
          Math.max(0, items.size() - MAX_ITEMS),
          panels);
    }

    /** Returns the time of day of the page, such as "12:04 UTC". */
    public String time() {
      return at.absolute().substring(at.absolute().indexOf(", ") + 2);
    }
  }
}
