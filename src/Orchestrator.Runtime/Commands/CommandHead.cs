using Microsoft.AspNetCore.Http;

namespace Orchestrator.Runtime;

/// <summary>
/// Identifies a command for idempotency and audit. The same <paramref name="CommandId"/> of the same actor is carried
/// out once; with a different name, object or body under the same id it is refused (<c>command.reused</c>, 409).
/// </summary>
/// <param name="CommandId">Made by the client, up to 100 characters.</param>
/// <param name="Name">For example <c>Tasks.Complete</c>.</param>
/// <param name="ObjectType">What is acted upon, for the audit trail: <c>task</c>, <c>case</c>, <c>campaign</c> …</param>
/// <param name="Body">What the command asks, any JSON-serialisable object; only its fingerprint is stored.</param>
public sealed record CommandHead(
    string CommandId, string Name, Actor Actor, string? ObjectType = null, string? ObjectId = null, string? RemoteAddress = null, object? Body = null)
{
    /// <summary>The task that the command is about; it is locked when the command begins.</summary>
    internal string? TaskId => ObjectType == "task" ? ObjectId : null;

    /// <summary>The instance that the command is about.</summary>
    internal string? InstanceId => ObjectType == "instance" ? ObjectId : null;

    /// <summary>The head of a command that arrives over HTTP.</summary>
    public static CommandHead From(HttpContext http, Actor actor, string commandId, string name, string? objectType = null, string? objectId = null, object? body = null) =>
        new(commandId, name, actor, objectType, objectId, http.Connection.RemoteIpAddress?.ToString(), body);
}
