using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// The writing side of one SQLite file, shared by the stores of this process. Transactions take turns in order of arrival.
/// When others are waiting, one that is done does not go to the disk by itself: it leaves its writes in the open transaction
/// of the database, the next one adds its own behind a savepoint, and the last one commits for all (group commit). Nobody is
/// told of success before that commit; when it fails, all of them failed and may be repeated.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    private const int MostMembers = 64;

    // Beyond this age a group takes nobody else, so that a slow member does not keep the others waiting for long.
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(8);

    // By path: two stores that name the same file in different words must not have two writers.
    private static readonly Dictionary<string, SqliteFile> Shared = [];

    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly string _path;
    private readonly string _connectionString;
    private SqliteWriter? _writer;
    private SqliteGroup? _group;
    private int _waiting;
    private int _users;

    private SqliteFile(string path, string connectionString) => (_path, _connectionString) = (path, connectionString);

    /// <param name="path">Full path of the file.</param>
    public static SqliteFile Share(string path, string connectionString)
    {
        lock (Shared)
        {
            var file = Shared.TryGetValue(path, out var known) ? known : Shared[path] = new(path, connectionString);
            file._users++;
            return file;
        }
    }

    /// <summary>Waits for its turn; the member then writes alone until it ends.</summary>
    public async Task<SqliteMember> Join(CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turns.WaitAsync(ct);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            CloseIfLeftOpen();
            throw;
        }

        Interlocked.Decrement(ref _waiting);
        try
        {
            _writer ??= new(SqliteStore.Open(_connectionString));
            _group ??= new(_writer.Connection.BeginTransaction(deferred: false));
            if (_group.Members > 0)
            {
                _writer.Run("savepoint member");
            }

            return new(this, _writer, _group);
        }
        catch
        {
            Break(new GroupLostException());
            Release();
            throw;
        }
    }

    /// <summary>The member's writes stay; returns when they are on the disk.</summary>
    public async Task Commit(SqliteGroup group)
    {
        try
        {
            if (group.Members > 0)
            {
                _writer!.Run("release member");
            }

            group.Members++;
            if (Volatile.Read(ref _waiting) == 0 || group.Members >= MostMembers || group.Age > Oldest)
            {
                Close();
            }
        }
        catch (SqliteException failed)
        {
            // SQLite has rolled everything back by itself, and whoever met the error kept it quiet.
            Break(new GroupLostException(failed));
        }
        finally
        {
            Release();
        }

        await group.Done;
    }

    /// <summary>The member's writes go; those of the others stay.</summary>
    public void Rollback(SqliteGroup group)
    {
        try
        {
            if (group.Members == 0)
            {
                Break(new GroupLostException());
            }
            else
            {
                _writer!.Run("rollback to member");
                _writer.Run("release member");
                if (Volatile.Read(ref _waiting) == 0)
                {
                    Close();
                }
            }
        }
        catch (SqliteException failed)
        {
            // Some errors (a full disk) make SQLite roll everything back by itself.
            Break(new GroupLostException(failed));
        }
        finally
        {
            Release();
        }
    }

    /// <summary>A store needs the file no longer; the last one closes it, after whoever is writing.</summary>
    public void Dispose()
    {
        lock (Shared)
        {
            if (--_users > 0)
            {
                return;
            }

            Shared.Remove(_path);
        }

        _turns.Wait();
        _writer?.Dispose();
        _turns.Dispose();
        using var pool = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pool);
    }

    private void Release()
    {
        _turns.Release();
        CloseIfLeftOpen();
    }

    // A group stays open for those who wait. One of them may give up between being counted and being gone: whichever of the
    // two, it or the one that left the group open, comes later sees nobody waiting, and closes.
    private void CloseIfLeftOpen()
    {
        if (Volatile.Read(ref _waiting) == 0 && Volatile.Read(ref _group) is not null && _turns.Wait(0, CancellationToken.None))
        {
            Close();
            _turns.Release();
        }
    }

    // Both are called by whoever has the turn.
    private void Close()
    {
        if (_group is { } group)
        {
            try
            {
                group.Transaction.Commit();
                _group = null;
                group.Transaction.Dispose();
                Telemetry.CommitMembers.Record(group.Members);
                group.Succeed();
            }
            catch (Exception failed)
            {
                // Whatever it was: nobody may wait for ever.
                Break(new GroupLostException(failed));
            }
        }
    }

    private void Break(GroupLostException why)
    {
        if (_group is { } group)
        {
            _group = null;
            try
            {
                group.Transaction.Dispose();
            }
            catch (SqliteException)
            {
                // Nothing was left to roll back.
            }

            group.Fail(why);
        }
    }
}

/// <summary>One open transaction of the database with the members that have left their writes in it.</summary>
internal sealed class SqliteGroup(SqliteTransaction transaction)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _began = Stopwatch.GetTimestamp();

    public SqliteTransaction Transaction => transaction;

    public int Members { get; set; }

    /// <summary>The head of the audit chain as the last member left it; null before the first.</summary>
    public ChainHead? Chain { get; set; }

    public TimeSpan Age => Stopwatch.GetElapsedTime(_began);

    public Task Done => _done.Task;

    public void Succeed() => _done.SetResult();

    public void Fail(GroupLostException why)
    {
        _done.SetException(why);
        _ = _done.Task.Exception;
    }
}

/// <summary>One transaction of a store, inside a group.</summary>
internal sealed record SqliteMember(SqliteFile File, SqliteWriter Writer, SqliteGroup Group);

/// <summary>The commit that this transaction had joined did not come about; nothing of it is stored.</summary>
internal sealed class GroupLostException(Exception? why = null) : Exception("The common commit failed.", why);
