package dev.signalbox.accounts.access;

import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.secrets.Sha256;
import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.WebUtils;

/**
 * Issues and checks access passes: cookies that grant access to the CI server only. A pass belongs
 * to a console session and expires with it, or 12 hours after its sign-in. SQL, because a pass is
 * inserted from the rows of its session, which stay locked meanwhile.
 */
@Component
public class AccessPassService {

  static final String COOKIE = "signalbox-access";

  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final int RANDOM_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient database;
  private final Clock clock;
  private final boolean secure;
  private final @Nullable String domain;

  AccessPassService(JdbcClient database, Clock clock, ConsoleProperties settings) {
    this.database = database;
    this.clock = clock;
    this.secure = settings.isSecure();
    this.domain = settings.access().cookieDomain();
  }

  /** Issues a pass for the request's session. Does nothing without a session. */
  @Transactional
  public void issue(HttpServletRequest request, HttpServletResponse response) {
    @Nullable HttpSession session = request.getSession(false);
    if (session == null) {
      return;
    }
    byte[] secret = new byte[RANDOM_BYTES];
    random.nextBytes(secret);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    // A session has one pass: the new cookie replaces the previous one in the browser.
    database
        .sql(
            """
            delete from access_pass p using spring_session s
            where s.session_id = :session and p.session_id = s.primary_id
            """)
        .param("session", session.getId())
        .update();
    int issued =
        database
            .sql(
                """
                insert into access_pass (hash, session_id, account_id, epoch, expires_at)
                select :hash, c.primary_id, c.account_id, c.epoch,
                  -- least() ignores null
                  least(c.signed_in_at + interval '12 h', c.ends_at)
                from spring_session s join console_session c on c.primary_id = s.primary_id
                where s.session_id = :session
                -- a suspension may end the session meanwhile
                for key share of c
                """)
            .param("hash", hash(value))
            .param("session", session.getId())
            .update();
    if (issued == 1) {
      response.addHeader(HttpHeaders.SET_COOKIE, cookie(value, LIFETIME));
    }
  }

  /** Deletes the cookie. The row is invalid once its session has ended. */
  public void clearCookie(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
  }

  /** The hash of the pass in a request; empty if there is none. */
  static Optional<byte[]> presentedHash(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .map(Cookie::getValue)
        .filter(value -> value.length() == 43)
        .map(AccessPassService::hash);
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void deleteExpired() {
    database
        .sql("delete from access_pass where expires_at < :now")
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
  }

  // 256 random bits need no slow hash, and looking up a hash leaks nothing through timing.
  private static byte[] hash(String value) {
    return Sha256.hash(value.getBytes(StandardCharsets.US_ASCII));
  }

  private String cookie(String value, Duration maxAge) {
    return ResponseCookie.from(COOKIE, value)
        .path("/")
        .domain(domain)
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(maxAge)
        .build()
        .toString();
  }
}
