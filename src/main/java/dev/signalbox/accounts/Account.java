package dev.signalbox.accounts;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JPA entity of an account. Does not check permissions: the callers do. */
@Entity
@Table(name = "account")
class Account {

  @Id private UUID id;
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
  private int epoch;
  private Instant firstSeen;
  private @Nullable Instant lastSeen;
  private int signIns;
  @Version private @Nullable Integer version;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  Account() {}

  Account(
      UUID id, String instance, long githubId, String login, AccountStatus status, Instant now) {
    this.id = id;
    this.instance = instance;
    this.githubId = githubId;
    this.login = login;
    this.role = Role.MEMBER;
    this.status = status;
    this.statusSince = now;
    this.firstSeen = now;
  }

  /** Updates the profile from GitHub; login, name and email address can change. */
  void updateProfile(String newLogin, @Nullable String newName, @Nullable String newEmail) {
    login = newLogin;
    name = newName;
    email = newEmail;
  }

  void assignRole(Role newRole) {
    role = newRole;
  }

  void recordSignIn(Instant now) {
    if (status == AccountStatus.INACTIVE) {
      status = AccountStatus.ACTIVE;
      statusSince = now;
    }
    lastSeen = now;
    signIns++;
  }

  void suspend(String by, String reason, @Nullable Instant until, Instant now) {
    status = AccountStatus.SUSPENDED;
    statusSince = now;
    statusBy = by;
    statusReason = reason;
    statusUntil = until;
    epoch++;
  }

  void activate(String by, Instant now) {
    status = AccountStatus.ACTIVE;
    statusSince = now;
    statusBy = by;
    statusReason = null;
    statusUntil = null;
  }

  /** Invalidates all current sessions. */
  void revokeSessions() {
    epoch++;
  }

  int epoch() {
    return epoch;
  }

  AccountStatus status() {
    return status;
  }

  Role role() {
    return role;
  }

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

  String instance() {
    return instance;
  }
}
