package dev.signalbox.web;

import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.AppearanceController.Theme;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** The model of the layout, available to all templates as {@code @frame}. */
@Component("frame")
public class LayoutModel {

  private static final String ATTENTION = LayoutModel.class.getName() + ".attention";

  private final ConsoleProperties settings;
  private final CurrentUserProvider currentUserProvider;
  private final Navigation navigation;
  private final FlashCookie flashCookie;
  private final Clock clock;

  LayoutModel(
      ConsoleProperties settings,
      CurrentUserProvider currentUserProvider,
      Navigation navigation,
      FlashCookie flashCookie,
      Clock clock) {
    this.settings = settings;
    this.currentUserProvider = currentUserProvider;
    this.navigation = navigation;
    this.flashCookie = flashCookie;
    this.clock = clock;
  }

  /** Returns the server time in milliseconds since the epoch, the base of relative times. */
  public long now() {
    return clock.millis();
  }

  public String installation() {
    return settings.installation();
  }

  public String environment() {
    return settings.environment();
  }

  /** Returns the signed-in user, or null if the request is unauthenticated. */
  public @Nullable CurrentUser currentUser() {
    return currentUserProvider.currentUser().orElse(null);
  }

  /** Returns the notice about the session, or null. */
  public @Nullable AccessNotice accessNotice() {
    return currentUserProvider.accessNotice().orElse(null);
  }

  /** Returns {@code light} or {@code dark} if chosen, or null to follow the system. */
  public @Nullable String theme() {
    return Theme.chosenIn(request()).map(Theme::attribute).orElse(null);
  }

  /** Returns the chosen theme: {@code system}, {@code light} or {@code dark}. */
  public String appearance() {
    return Theme.chosenIn(request()).map(Theme::attribute).orElse("system");
  }

  public List<Navigation.Group> navigation() {
    return hasConsoleAccess() ? navigation.groups(section(), attentionCounts()) : List.of();
  }

  /** Returns the items that need attention, by section; read once per request. */
  @SuppressWarnings("unchecked")
  public List<Navigation.AttentionCount> attentionCounts() {
    HttpServletRequest request = request();
    @Nullable Object known = request.getAttribute(ATTENTION);
    if (known != null) {
      return (List<Navigation.AttentionCount>) known;
    }
    List<Navigation.AttentionCount> counts =
        hasConsoleAccess() ? navigation.attentionCounts() : List.of();
    request.setAttribute(ATTENTION, counts);
    return counts;
  }

  /** Returns all items that need attention, most severe first. */
  public List<AttentionItem> attentionItems() {
    return attentionItems(EnumSet.allOf(Section.class));
  }

  /** Returns the items of some sections that need attention, most severe first. */
  public List<AttentionItem> attentionItems(Set<Section> sections) {
    return attentionCounts().stream()
        .filter(count -> sections.contains(count.section()))
        .flatMap(count -> count.items().stream())
        .sorted(AttentionItem.BY_LEVEL)
        .toList();
  }

  /** Returns the live update topics that may change what needs attention. */
  public String attentionTopics() {
    return attentionCounts().stream()
        .flatMap(count -> Stream.of(count.topics().split(" ", -1)))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Returns which data is outdated, such as "Nomad data from 14:02 UTC", or null. */
  public @Nullable String outdatedData() {
    return hasConsoleAccess() ? navigation.outdatedData() : null;
  }

  public List<Section> sections() {
    return hasConsoleAccess() ? navigation.sections() : List.of();
  }

  /** Returns the message of the last action, or null. */
  public @Nullable FlashMessage flash() {
    return flashCookie.shownIn(request());
  }

  /** Returns the path and query of this page, as a return target. */
  public String currentUrl() {
    HttpServletRequest request = request();
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Returns whether the user has access to the console's pages, not only to their own sessions. */
  public boolean hasConsoleAccess() {
    return currentUserProvider.currentUser().map(CurrentUser::hasConsoleAccess).orElse(false);
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
