using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Definitions;

/// <summary>A variable declared by the workflow or by a container. <paramref name="Default"/> is already converted.</summary>
public sealed record Variable(string Id, string Name, string TypeName, bool IsArray, object? Default);

/// <summary>A declared input of a workflow.</summary>
public sealed record InputDefinition(string Name, string TypeName, string? DisplayName, bool IsArray = false);

/// <summary>A declared output of a workflow.</summary>
public sealed record OutputDefinition(string Name, string TypeName, string? DisplayName);

/// <summary>An event or schedule that starts instances of a published definition.</summary>
/// <param name="ActivityId">The trigger activity.</param>
/// <param name="Type">Its activity type, for example <c>Elsa.Event</c>, <c>Elsa.Timer</c>, <c>Elsa.Cron</c>.</param>
/// <param name="Name">The event name, the interval (<c>hh:mm:ss</c>, empty when not given), the cron expression, or the moment
/// (ISO 8601, UTC).</param>
public sealed record Trigger(string ActivityId, string Type, string Name);
