using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Runtime.Commands;

/// <summary>The unit of work of a service scope, so that a context injected there is the one of the transaction.</summary>
internal sealed class CurrentWork
{
    public UnitOfWork? Work { get; set; }
}

/// <summary>Lets tests fail a commit, or the moment after it, where a real outage would.</summary>
internal interface ICommitFaults
{
    void BeforeCommit(string commandId);

    void AfterCommit(string commandId);
}

internal static class MessageId
{
    /// <summary>The id that consumers deduplicate by. Fixed when the row is written, however often the row is sent.</summary>
    public static string Derive(string actorId, string commandId, DateTimeOffset at, int index, string body)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{actorId}\n{commandId}\n{at.UtcTicks}\n{index}\n{body}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }
}
