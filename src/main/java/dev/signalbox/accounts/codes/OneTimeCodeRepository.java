package dev.signalbox.accounts.codes;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes one-time codes. A code belongs to an epoch of its account. */
interface OneTimeCodeRepository extends Repository<StoredOneTimeCode, UUID> {

  /** Codes with which the account can sign in now. */
  String VALID =
      """
       c.epoch = a.epoch and a.role = dev.signalbox.accounts.Role.ADMIN
        and a.status = dev.signalbox.accounts.AccountStatus.ACTIVE
        and c.usedAt is null and c.expiresAt > :now
      """;

  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  @Modifying
  @Query(
      """
      insert into StoredOneTimeCode (id, accountId, epoch, hash, createdAt, expiresAt)
      select :id, a.id, a.epoch, :hash, :now, :expiresAt from Account a where a.id = :account
      """)
  void add(UUID id, UUID account, String hash, Instant now, Instant expiresAt);

  /** Deletes the unused codes of an account and returns their number. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  @Modifying
  @Query("delete from StoredOneTimeCode where accountId = :account and usedAt is null")
  int deleteUnused(UUID account);

  /** Returns the valid codes of the admins with a login, ignoring case. */
  @Query(
      """
      select c.id, c.accountId, c.hash from StoredOneTimeCode c join Account a on a.id = c.accountId
      where a.instance = :instance and lower(a.login) = lower(:login) and
      """
          + VALID)
  List<ValidCode> findValid(String instance, String login, Instant now);

  /** Finds an account by its login, ignoring case. */
  @Query(
      """
      select id from Account where instance = :instance and lower(login) = lower(:login)
      order by lastSeen desc nulls last limit 1
      """)
  Optional<UUID> findAccount(String instance, String login);

  /** Marks a valid code as used and returns 1, or 0 if it is no longer valid. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  @Modifying
  @Query(
      """
      update StoredOneTimeCode c set c.usedAt = :now
      where c.id = :id and exists (select 1 from Account a where a.id = c.accountId and
      """
          + VALID
          + ")")
  int use(UUID id, Instant now);

  /** Returns the valid codes of an account as a set; empty if there are none. */
  @Query(
      """
      select cast(count(*) as Integer), min(c.createdAt), min(c.expiresAt)
      from StoredOneTimeCode c join Account a on a.id = c.accountId
      where c.accountId = :account and
      """
          + VALID
          + "group by c.accountId")
  Optional<CodeSet> findSet(UUID account, Instant now);

  /** Returns the sign-ins with a code since a point in time, by user, the newest first. */
  @Query(
      """
      select a.login, cast(count(*) as Integer), min(c.usedAt), max(c.usedAt)
      from StoredOneTimeCode c join Account a on a.id = c.accountId
      where c.usedAt > :since
      group by a.id, a.login order by max(c.usedAt) desc
      """)
  List<CodeUse> findUses(Instant since);

  /** A code with which an admin can sign in. */
  record ValidCode(UUID id, UUID account, String hash) {}

  /**
   * The valid codes of an account.
   *
   * @param remaining at least 1
   */
  record CodeSet(int remaining, Instant createdAt, Instant expiresAt) {}

  /** The sign-ins of a user with codes. */
  record CodeUse(String login, int times, Instant firstAt, Instant lastAt) {}
}
