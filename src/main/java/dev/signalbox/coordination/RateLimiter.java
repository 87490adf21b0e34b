package dev.signalbox.coordination;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits attempts per minute, on all instances together: the token buckets are in the database. If
 * it is down, nothing is limited.
 */
@Component
public class RateLimiter {

  private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration MAX_WAIT_FOR_DATABASE = Duration.ofSeconds(1);
  private static final int CLEANUP_BATCH_SIZE = 1000;
  private static final int MAX_BLOCKED = 10_000;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final int perMinute;
  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
  private final BucketConfiguration configuration;
  private final Clock clock;

  /** When a key has a token again. Repeated attempts until then need no access to the database. */
  private final Map<String, Instant> blocked = new ConcurrentHashMap<>();

  RateLimiter(DataSource database, CoordinationProperties settings, Clock clock) {
    perMinute = settings.rateLimit();
    this.clock = clock;
    buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limit")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .clientClock(new WallClock(clock))
            .requestTimeout(MAX_WAIT_FOR_DATABASE)
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(PERIOD))
            .build();
    configuration =
        BucketConfiguration.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(Math.max(1, perMinute))
                    .refillGreedy(Math.max(1, perMinute), PERIOD)
                    .build())
            .build();
  }

  /** What is limited. */
  public enum Attempt {
    /** The redirect to GitHub. */
    SIGN_IN_START,
    /** A completed sign-in at GitHub. */
    SIGN_IN,
    /** A sign-in with a one-time code. */
    ONE_TIME_CODE,
    /** A request with an invalid API token. */
    INVALID_TOKEN,
    /** A webhook delivery with an invalid signature. */
    INVALID_SIGNATURE,
    /** A request for metrics with an invalid token. */
    INVALID_METRICS_TOKEN,
    /** A request for the wall with an unknown token. */
    INVALID_WALL_TOKEN
  }

  /**
   * Counts an attempt of an IP address. An IPv6 network of 64 bits counts as one address.
   *
   * @return the time until the next attempt is allowed, or empty if this one is
   */
  public Optional<Duration> countFrom(String address, Attempt attempt) {
    return count(networkOf(address), attempt);
  }

  /**
   * Counts an attempt of a subject, such as an account.
   *
   * @return the time until the next attempt is allowed, or empty if this one is
   */
  public Optional<Duration> count(String subject, Attempt attempt) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    String key = attempt + " " + subject;
    Instant now = clock.instant();
    @Nullable Instant until = blocked.get(key);
    if (until != null && until.isAfter(now)) {
      return Optional.of(Duration.between(now, until));
    }
    Optional<Duration> wait = countInDatabase(key);
    if (wait.isEmpty()) {
      blocked.remove(key);
    } else if (blocked.size() < MAX_BLOCKED) {
      blocked.put(key, now.plus(wait.get()));
    }
    return wait;
  }

  private Optional<Duration> countInDatabase(String key) {
    try {
      ConsumptionProbe probe =
          buckets.builder().build(key, () -> configuration).tryConsumeAndReturnRemaining(1);
      return probe.isConsumed()
          ? Optional.empty()
          : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    } catch (RuntimeException e) {
      log.warn("Could not count an attempt, so it is not limited: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
  void deleteExpired() {
    Instant now = clock.instant();
    blocked.values().removeIf(now::isAfter);
    if (perMinute > 0) {
      int deleted = CLEANUP_BATCH_SIZE;
      while (deleted == CLEANUP_BATCH_SIZE) {
        deleted = buckets.removeExpired(CLEANUP_BATCH_SIZE);
      }
    }
  }

  private static String networkOf(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      // without a name lookup, because of the colon
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** The console's clock for Bucket4j. */
  private record WallClock(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
