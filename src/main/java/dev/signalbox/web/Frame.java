package dev.signalbox.web;

import dev.signalbox.settings.Settings;
import dev.signalbox.web.Appearance.Theme;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What the layout needs to know on every page; templates reach it as {@code @frame}. */
@Component("frame")
public class Frame {

  private final Settings settings;
  private final CurrentVisitor visitors;
  private final Navigation navigation;
  private final FlashCookie flashes;
  private final Clock clock;

  Frame(
      Settings settings,
      CurrentVisitor visitors,
      Navigation navigation,
      FlashCookie flashes,
      Clock clock) {
    this.settings = settings;
    this.visitors = visitors;
    this.navigation = navigation;
    this.flashes = flashes;
    this.clock = clock;
  }

  /** The console's time in milliseconds, by which the page lets its ages tick. */
  public long now() {
    return clock.millis();
  }

  public String installation() {
    return settings.installation();
  }

  public String environment() {
    return settings.environment();
  }

  /** The person looking, or null before the door. */
  public @Nullable Visitor visitor() {
    return visitors.visitor().orElse(null);
  }

  /** light or dark as chosen, or null to follow the system. */
  public @Nullable String theme() {
    return Theme.chosenIn(request()).map(Theme::attribute).orElse(null);
  }

  /** The choice itself, for the menu. */
  public String appearance() {
    return Theme.chosenIn(request()).map(Theme::attribute).orElse("system");
  }

  public List<Navigation.Group> navigation() {
    return mayLook() ? navigation.groups(section()) : List.of();
  }

  /** What may wait for the person, section by section. */
  public List<Navigation.Waiting> waiting() {
    return mayLook() ? navigation.waiting() : List.of();
  }

  public List<Section> sections() {
    return mayLook() ? navigation.sections() : List.of();
  }

  /** What the last act had to say, or null. */
  public @Nullable Flash flash() {
    return flashes.shownIn(request());
  }

  /** The address of this page without host, to come back to. */
  public String here() {
    HttpServletRequest request = request();
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Whether there is more to see than one's own sessions. */
  public boolean mayLook() {
    return visitors.visitor().map(Visitor::mayLook).orElse(false);
  }

  private @Nullable Section section() {
    return Optional.ofNullable(
            request().getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))
        .filter(HandlerMethod.class::isInstance)
        .map(handler -> ((HandlerMethod) handler).getBeanType().getAnnotation(InSection.class))
        .map(InSection::value)
        .orElse(null);
  }

  private static HttpServletRequest request() {
    return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
        .getRequest();
  }
}
