package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenReview;
import dev.signalbox.accounts.tokens.TokenReview.RevokedToken;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The list of revoked tokens in the storage. After a restore of the database it shows which tokens
 * became active again. A token stays on the list until it expires, even if the database does not
 * contain its revocation. The first line is the time of the list; each further line has the id of a
 * token and when it expires, when it was revoked and by whom. The last line is the HMAC-SHA-256 of
 * the lines before with a key that is in neither the storage nor the database.
 */
@Component
class RevokedTokenList {

  static final String NAME = "audit/revoked-tokens.txt";

  /** After this time an unchanged list is rewritten, so that its time shows it is complete. */
  private static final Duration MAX_AGE = Duration.ofHours(1);

  /** Longest list that is read, about 300,000 tokens. */
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final String UNKNOWN_USER = "-";
  private static final Logger log = LoggerFactory.getLogger(RevokedTokenList.class);

  private final TokenReview tokens;
  private final DatabaseRestores restores;
  private final Optional<ObjectStore> store;
  private final DatabaseLock lock;
  private final SecretKeySpec key;
  private final Clock clock;

  RevokedTokenList(
      TokenReview tokens,
      DatabaseRestores restores,
      Optional<ObjectStore> store,
      DatabaseLock lock,
      ConsoleProperties settings,
      Clock clock) {
    this.tokens = tokens;
    this.restores = restores;
    this.store = store;
    this.lock = lock;
    this.key = DerivedKey.of(settings.secretKey(), "revoked tokens");
    this.clock = clock;
  }

  /** Adds new revocations to the list, unless the list has yet to be read after a restore. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void publish() {
    store.ifPresent(
        storage ->
            lock.runExclusively(
                DatabaseLock.Name.REVOKED_TOKENS,
                () -> {
                  if (restores.findNewest().map(restore -> restore.tokens() != null).orElse(true)) {
                    update(storage);
                  }
                }));
  }

  /**
   * Reads the list.
   *
   * @return empty if no storage is configured, or if it has no list, or if the HMAC of the list is
   *     wrong; an admin then decides about all active tokens, and the list is written again
   * @throws RemoteSystemException if the storage failed
   * @throws IOException if the storage failed
   */
  Optional<Content> read() throws IOException {
    try {
      return store.isEmpty() ? Optional.empty() : read(store.get());
    } catch (RemoteSystemException.Denied e) {
      // S3 denies access to a missing object unless the key may list the bucket
      return Optional.empty();
    }
  }

  private void update(ObjectStore storage) {
    Instant now = clock.instant();
    try {
      @Nullable Content old = readForUpdate(storage).orElse(null);
      Map<UUID, RevokedToken> revoked = new TreeMap<>();
      if (old != null) {
        old.tokens().values().stream()
            .filter(token -> token.expiresAt().isAfter(now))
            .forEach(token -> revoked.put(token.id(), token));
      }
      for (RevokedToken token : tokens.findRevoked()) {
        revoked.putIfAbsent(token.id(), withTime(token, now));
      }
      if (old == null
          || !old.tokens().keySet().equals(revoked.keySet())
          || old.writtenAt().plus(MAX_AGE).isBefore(now)) {
        write(new Content(now, revoked), storage);
      }
    } catch (RemoteSystemException | IOException e) {
      log.warn("Could not write the revoked tokens to the storage: {}", e.getMessage());
    }
  }

  /**
   * Reads the list. If access is denied, it may not exist; it is then written again, but only from
   * a database that was never restored and so knows all revocations.
   */
  private Optional<Content> readForUpdate(ObjectStore storage) throws IOException {
    try {
      return read(storage);
    } catch (RemoteSystemException.Denied e) {
      if (restores.findNewest().isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The database does not know when a token was revoked together with its owner's access. */
  private static RevokedToken withTime(RevokedToken token, Instant now) {
    return token.revokedAt() != null
        ? token
        : new RevokedToken(token.id(), token.expiresAt(), now, token.revokedBy());
  }

  private void write(Content content, ObjectStore storage) throws IOException {
    try (ObjectUpload object = storage.startUpload(NAME)) {
      object.write(content.format(key).getBytes(StandardCharsets.UTF_8));
      object.finish();
    }
  }

  private Optional<Content> read(ObjectStore storage) throws IOException {
    try (InputStream object = storage.open(NAME, 0)) {
      String text = new String(object.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      Optional<Content> content = Content.parse(text, key);
      if (content.isEmpty()) {
        log.warn(
            "Ignored {} in the storage: its HMAC is wrong. It was changed, or written with another"
                + " SIGNALBOX_SECRET_KEY.",
            NAME);
      }
      return content;
    } catch (RemoteSystemException.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * The list.
   *
   * @param writtenAt all tokens that were revoked until then are listed
   */
  record Content(Instant writtenAt, Map<UUID, RevokedToken> tokens) {

    String format(SecretKeySpec key) {
      StringBuilder text = new StringBuilder().append(writtenAt).append('\n');
      for (RevokedToken token : tokens.values()) {
        text.append(token.id())
            .append(' ')
            .append(token.expiresAt())
            .append(' ')
            .append(token.revokedAt())
            .append(' ')
            .append(token.revokedBy() == null ? UNKNOWN_USER : token.revokedBy())
            .append('\n');
      }
      return text.append(mac(text.toString(), key)).append('\n').toString();
    }

    /** Parses a list; empty if its HMAC is wrong. */
    static Optional<Content> parse(String text, SecretKeySpec key) {
      int macStart = text.lastIndexOf('\n', text.length() - 2) + 1;
      String content = text.substring(0, macStart);
      if (!new Secret(mac(content, key)).matches(text.substring(macStart).strip())) {
        return Optional.empty();
      }
      List<String> lines = content.lines().toList();
      Map<UUID, RevokedToken> tokens = new TreeMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(" ", -1);
        UUID id = UUID.fromString(fields[0]);
        tokens.put(
            id,
            new RevokedToken(
                id,
                Instant.parse(fields[1]),
                Instant.parse(fields[2]),
                fields[3].equals(UNKNOWN_USER) ? null : fields[3]));
      }
      return Optional.of(new Content(Instant.parse(lines.getFirst()), tokens));
    }

    private static String mac(String content, SecretKeySpec key) {
      return HexFormat.of().formatHex(Sha256.hmac(key, content.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
