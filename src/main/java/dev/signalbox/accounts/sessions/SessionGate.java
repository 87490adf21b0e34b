package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.accounts.sessions.SessionRules.Validity;
import dev.signalbox.web.RequestIdFilter;
import dev.signalbox.web.UserAgentParser;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/**
 * Builds the security context of each request. Status, role, epoch, idle and absolute timeout are
 * read from the database every time, so a suspension takes effect on all instances immediately.
 *
 * <p>Finds the session by its cookie, without Spring Session, which would update its row on each
 * request: the parallel requests of a user, such as downloads, would wait for each other.
 */
@Component
public class SessionGate implements SecurityContextRepository {

  private static final String CONTEXT = SessionGate.class.getName() + ".context";
  private static final String END_REASON = SessionGate.class.getName() + ".endReason";

  /** Browsers send one; each is a query. */
  private static final int MAX_COOKIES = 2;

  private final ConsoleSessionRepository sessions;
  private final CookieSerializer cookie;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Timer latency;

  SessionGate(
      ConsoleSessionRepository sessions,
      CookieSerializer cookie,
      ApplicationEventPublisher events,
      Clock clock,
      MeterRegistry meters) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.events = events;
    this.clock = clock;
    latency =
        Timer.builder("signalbox.session.check")
            .description("Time to check the session of a request against the database")
            .register(meters);
    Gauge.builder("signalbox.sessions", sessions, ConsoleSessionRepository::countLive)
        .description("Active sessions of all instances, counted in the database")
        .register(meters);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the interface; Spring calls the deferred one
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return context(holder.getRequest());
  }

  @Override
  public org.springframework.security.core.context.DeferredSecurityContext loadDeferredContext(
      HttpServletRequest request) {
    return new LazySecurityContext(() -> context(request));
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    @Nullable Authentication authentication = context.getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof NewSession newSession) {
      HttpSession session = request.getSession(true);
      if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
        // Stores the token: otherwise the first pages of a session would each store another one.
        csrf.getToken();
      }
      boolean created =
          sessions.create(
              session.getId(),
              newSession,
              UserAgentParser.describe(request.getHeader("User-Agent")),
              request.getRemoteAddr());
      if (!created) {
        session.invalidate();
      }
      request.removeAttribute(CONTEXT);
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return request.getSession(false) != null;
  }

  /** Why the request's session is invalid; empty if the request had none. */
  public static Optional<SessionEndReason> endReason(HttpServletRequest request) {
    if (request.getAttribute(END_REASON) instanceof SessionEndReason reason) {
      return Optional.of(reason);
    }
    return request.getRequestedSessionId() == null
        ? Optional.empty()
        : Optional.of(SessionEndReason.ENDED);
  }

  private SecurityContext context(HttpServletRequest request) {
    if (request.getAttribute(CONTEXT) instanceof SecurityContext cached) {
      return cached;
    }
    SecurityContext context = Objects.requireNonNull(latency.record(() -> load(request)));
    request.setAttribute(CONTEXT, context);
    return context;
  }

  private SecurityContext load(HttpServletRequest request) {
    Optional<LiveSession> live =
        cookie.readCookieValues(request).stream()
            .limit(MAX_COOKIES)
            .map(sessions::find)
            .flatMap(Optional::stream)
            .findFirst();
    if (live.isEmpty()) {
      return SecurityContextHolder.createEmptyContext();
    }
    Instant now = clock.instant();
    return switch (SessionRules.check(live.get(), now)) {
      case Validity.Valid valid -> {
        recordActivity(valid.session(), request, now);
        if (valid.session().hasOneTimeCode()) {
          RequestIdFilter.setConfirmation("one-time code");
        } else if (valid.session().isUnconfirmed()) {
          RequestIdFilter.setConfirmation("unconfirmed");
        }
        yield new SecurityContextImpl(
            new OperatorAuthentication(valid.session(), valid.membershipStatus()));
      }
      case Validity.Ended ended -> {
        // Keeps the session for background requests, so that the next navigation shows the reason.
        @Nullable HttpSession session =
            isUserInteraction(request) ? request.getSession(false) : null;
        if (session != null) {
          session.invalidate();
        }
        request.setAttribute(END_REASON, ended.reason());
        yield SecurityContextHolder.createEmptyContext();
      }
    };
  }

  private void recordActivity(LiveSession session, HttpServletRequest request, Instant now) {
    if (SessionRules.isMembershipDue(session, now)) {
      events.publishEvent(new MembershipCheckDue(session.operator().id()));
    }
    if (SessionRules.shouldRecordInteraction(session, now) && isUserInteraction(request)) {
      sessions.recordInteraction(session, now);
    }
  }

  /** False for background refreshes and event streams, which pages start automatically. */
  private static boolean isUserInteraction(HttpServletRequest request) {
    return request.getHeader("X-Signalbox-Background") == null
        && !request.getRequestURI().equals("/events");
  }

  /** Loads the security context on first access; requests for static files never load it. */
  private static final class LazySecurityContext implements DeferredSecurityContext {

    private final Supplier<SecurityContext> load;
    private @Nullable SecurityContext loaded;

    LazySecurityContext(Supplier<SecurityContext> load) {
      this.load = load;
    }

    @Override
    public SecurityContext get() {
      SecurityContext context = loaded;
      if (context == null) {
        context = load.get();
        loaded = context;
      }
      return context;
    }

    @Override
    public boolean isGenerated() {
      return get().getAuthentication() == null;
    }
  }
}
