using System.Text.Json;

namespace Orchestrator.Runtime.Messages.DeadLetters;

/// <summary>A message for one handler that could not be handled, as the payload of a work row.</summary>
/// <param name="Hold">Why it is not handled before an operator says so: it could not be read, so it came from the error queue.</param>
/// <param name="Unread">Came from the error queue; stays true when an operator has released it.</param>
internal sealed record FailedMessage(string Handler, string MessageId, string Type, string Body, string? Hold = null, bool Unread = false)
{
    public static FailedMessage Of(WorkRow row) => JsonSerializer.Deserialize<FailedMessage>(row.Payload!, RuntimeJson.Options)!;

    public string Write() => JsonSerializer.Serialize(this, RuntimeJson.Options);
}
