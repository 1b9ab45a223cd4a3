using System.Text.Json;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Book;

/// <summary>How events are stored. Names and members are a format: what was written once must be read for ever.</summary>
internal static class LedgerEvents
{
    private static readonly Dictionary<string, Type> Kinds =
        typeof(LedgerEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(LedgerEvent))).ToDictionary(type => type.Name);

    public static (string Kind, string Body) Write(LedgerEvent happened) =>
        (happened.GetType().Name, JsonSerializer.Serialize(happened, happened.GetType(), RuntimeJson.Options));

    public static LedgerEvent Read(string kind, string body) => Kinds.TryGetValue(kind, out var type)
        ? (LedgerEvent)JsonSerializer.Deserialize(body, type, RuntimeJson.Options)!
        : throw new InvalidDataException($"This program does not know the ledger event “{kind}”; it was written by a newer version.");
}
