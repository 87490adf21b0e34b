package dev.signalbox.accounts;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JPA entity of an account. {@link AccountRepository} changes its row with update statements,
 * which don't fail or overwrite each other when they run concurrently.
 */
@Entity
@Table(name = "account")
class Account {

  @Id private UUID id;

  @SuppressWarnings("UnusedVariable") // used in queries
  private String instance;

  private long githubId;
  private String login;
  private @Nullable String name;
  private @Nullable String email;

  @Enumerated(EnumType.STRING)
  private Role role;

  @Enumerated(EnumType.STRING)
  private AccountStatus status;

  private Instant statusSince;
  private @Nullable String statusBy;
  private @Nullable String statusReason;
  private @Nullable Instant statusUntil;

  @SuppressWarnings("UnusedVariable") // used in queries
  private int epoch;

  private Instant firstSeen;
  private @Nullable Instant lastSeen;
  private int signIns;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  Account() {}

  UserAccount toUserAccount() {
    return new UserAccount(
        id,
        githubId,
        login,
        name,
        email,
        role,
        status,
        statusSince,
        statusBy,
        statusReason,
        statusUntil,
        firstSeen,
        lastSeen,
        signIns);
  }
}
