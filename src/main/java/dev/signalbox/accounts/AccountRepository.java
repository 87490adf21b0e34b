package dev.signalbox.accounts;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/**
 * Repository of accounts. Every change is one update statement: concurrent changes wait for each
 * other and none of them fails, which a version column would not achieve.
 */
interface AccountRepository extends Repository<Account, UUID> {

  Optional<Account> findById(UUID id);

  Optional<Account> findByInstanceAndGithubId(String instance, long githubId);

  long countByStatus(AccountStatus status);

  /** Locks the account until the transaction ends. Must be its first read of the account. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Account a where a.id = :id")
  Optional<Account> lockById(UUID id);

  /** Locks the account until the transaction ends. Must be its first read of the account. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Account a where a.instance = :instance and a.githubId = :githubId")
  Optional<Account> lockByInstanceAndGithubId(String instance, long githubId);

  /** Skips rows that another transaction has locked. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
  @Query(
      "select a from Account a where a.status = dev.signalbox.accounts.AccountStatus.SUSPENDED"
          + " and a.statusUntil <= :now order by a.statusUntil")
  List<Account> lockExpiredSuspensions(Instant now, Limit limit);

  /** Locks all active admins, so that two of them can't suspend each other concurrently. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select a from Account a where a.role = dev.signalbox.accounts.Role.ADMIN"
          + " and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE order by a.id")
  List<Account> lockActiveAdmins();

  /** Returns the logins of active admins, the most recently seen first. */
  @Query(
      "select a.login from Account a where a.role = dev.signalbox.accounts.Role.ADMIN"
          + " and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE"
          + " order by a.lastSeen desc nulls last")
  List<String> findActiveAdminLogins(Limit limit);

  /** Adds an account and returns 1, or 0 if it exists. */
  @Modifying
  @Query(
      nativeQuery = true,
      value =
          """
          insert into account (id, instance, github_id, login, role, status, status_since,
            first_seen)
          values (:id, :instance, :githubId, :login, 'MEMBER', :status, :now, :now)
          on conflict (instance, github_id) do nothing
          """)
  int insert(UUID id, String instance, long githubId, String login, String status, Instant now);

  @Modifying(clearAutomatically = true)
  @Query("update Account a set a.login = :login, a.name = :name, a.email = :email where a.id = :id")
  void setProfile(UUID id, String login, @Nullable String name, @Nullable String email);

  @Modifying(clearAutomatically = true)
  @Query("update Account a set a.role = :role where a.id = :id")
  void setRole(UUID id, Role role);

  @Modifying(clearAutomatically = true)
  @Query("update Account a set a.lastSeen = :now, a.signIns = a.signIns + 1 where a.id = :id")
  void recordSignIn(UUID id, Instant now);

  /** Sets the status and removes the reason and the end of a suspension. */
  @Modifying(clearAutomatically = true)
  @Query(
      """
      update Account a set a.status = dev.signalbox.accounts.AccountStatus.ACTIVE,
        a.statusSince = :now, a.statusBy = :by, a.statusReason = null, a.statusUntil = null
      where a.id = :id
      """)
  void activate(UUID id, @Nullable String by, Instant now);

  /** Suspends the account and invalidates its sessions and tokens. */
  @Modifying(clearAutomatically = true)
  @Query(
      """
      update Account a set a.status = dev.signalbox.accounts.AccountStatus.SUSPENDED,
        a.statusSince = :now, a.statusBy = :by, a.statusReason = :reason, a.statusUntil = :until,
        a.epoch = a.epoch + 1
      where a.id = :id
      """)
  void suspend(UUID id, String by, String reason, @Nullable Instant until, Instant now);

  /** Invalidates all current sessions and tokens. */
  @Modifying(clearAutomatically = true)
  @Query("update Account a set a.epoch = a.epoch + 1 where a.id = :id")
  void revokeSessions(UUID id);

  /** Deletes all sessions of the account. They belong to Spring Session, which has no entities. */
  @Modifying
  @Query(
      nativeQuery = true,
      value =
          """
          delete from spring_session
          where primary_id in (select primary_id from console_session where account_id = :id)
          """)
  void deleteSessions(UUID id);
}
