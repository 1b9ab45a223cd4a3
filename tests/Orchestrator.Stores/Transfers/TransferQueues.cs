namespace Orchestrator.Stores.Transfers;

/// <summary>Where the messages of a transfer go: the exchange of each and the queue of its handler.</summary>
internal static class TransferQueues
{
    public static IReadOnlyList<(string Exchange, string Queue)> All { get; } =
    [
        .. Of("organization-transfer", "reserve-quota", "confirm-quota", "release-quota"), .. Of("finance-transfer", "reserve-funds", "confirm-funds", "release-funds"),
        .. Of("human-resources-transfer", "lock-people", "move-people", "unlock-people"), .. Of("office-transfer", "transfer-answered"),
    ];

    private static IEnumerable<(string Exchange, string Queue)> Of(string handler, params string[] messages) =>
        messages.Select(message => ($"orchestrator.{message}.v1", $"{handler}.orchestrator.{message}.v1"));
}
