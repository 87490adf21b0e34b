package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.MembershipDue;
import dev.signalbox.accounts.sessions.SessionRules.Judgement;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Lets each request in, or not: status, role, epoch, idle and absolute time are read from the
 * database every time, so suspending somebody on one instance holds on the others at once.
 */
@Component
public class SessionGate implements SecurityContextRepository {

  private static final String JUDGED = SessionGate.class.getName() + ".judged";
  private static final String ENDING = SessionGate.class.getName() + ".ending";

  private final Sessions sessions;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Timer latency;

  SessionGate(
      Sessions sessions, ApplicationEventPublisher events, Clock clock, MeterRegistry meters) {
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
    latency =
        Timer.builder("signalbox.gate")
            .description("The check of each request against the database")
            .register(meters);
    Gauge.builder("signalbox.sessions", sessions, Sessions::countLive)
        .description("Signed-in browsers, counted in the database for all instances")
        .register(meters);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still asks for it; Spring calls the deferred one
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return context(holder.getRequest());
  }

  @Override
  public org.springframework.security.core.context.DeferredSecurityContext loadDeferredContext(
      HttpServletRequest request) {
    return new LazyContext(() -> context(request));
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    if (context.getAuthentication() instanceof OAuth2AuthenticationToken token
        && token.getPrincipal() instanceof Arrival arrival) {
      HttpSession session = request.getSession(true);
      sessions.begin(
          session.getId(),
          arrival.person().id(),
          Device.named(request.getHeader("User-Agent")),
          request.getRemoteAddr());
      request.removeAttribute(JUDGED);
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return request.getSession(false) != null;
  }

  /** Why this request's session is worth nothing, where it brought one. */
  public static Optional<Ending> ending(HttpServletRequest request) {
    if (request.getAttribute(ENDING) instanceof Ending ending) {
      return Optional.of(ending);
    }
    return request.getRequestedSessionId() == null ? Optional.empty() : Optional.of(Ending.ENDED);
  }

  private SecurityContext context(HttpServletRequest request) {
    if (request.getAttribute(JUDGED) instanceof SecurityContext judged) {
      return judged;
    }
    SecurityContext context = Objects.requireNonNull(latency.record(() -> judged(request)));
    request.setAttribute(JUDGED, context);
    return context;
  }

  private SecurityContext judged(HttpServletRequest request) {
    @Nullable HttpSession session = request.getSession(false);
    if (session == null) {
      return SecurityContextHolder.createEmptyContext();
    }
    Optional<LiveSession> live = sessions.find(session.getId());
    if (live.isEmpty()) {
      return SecurityContextHolder.createEmptyContext();
    }
    Instant now = clock.instant();
    return switch (SessionRules.judge(live.get(), now)) {
      case Judgement.Holds holds -> {
        note(holds.session(), request, now);
        yield new SecurityContextImpl(new SignedIn(holds.session(), holds.standing()));
      }
      case Judgement.Over over -> {
        // a part that refreshes itself would leave the person without the reason
        if (byThePerson(request)) {
          session.invalidate();
        }
        request.setAttribute(ENDING, over.ending());
        yield SecurityContextHolder.createEmptyContext();
      }
    };
  }

  private void note(LiveSession session, HttpServletRequest request, Instant now) {
    if (SessionRules.membershipDue(session, now)) {
      events.publishEvent(new MembershipDue(session.operator().id()));
    }
    if (SessionRules.worthNoting(session, now) && byThePerson(request)) {
      sessions.noteInteraction(session);
    }
  }

  /** Not by the page itself, which refreshes its parts and listens whether anybody looks or not. */
  private static boolean byThePerson(HttpServletRequest request) {
    return request.getHeader("X-Signalbox-Background") == null
        && !request.getRequestURI().equals("/events");
  }
}
