using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Office.Notices;

/// <summary>What a person has chosen for a kind of notice and a channel. Without a row <see cref="NoticeKinds.LeavesUnasked"/> holds.</summary>
public sealed class NoticeChoice
{
    public required string PersonId { get; init; }

    public required string Kind { get; init; }

    public ChannelCode Channel { get; init; }

    public bool Wanted { get; set; }
}

internal static class NoticeChoices
{
    /// <summary>Who wants what: answers for one kind of notice.</summary>
    public static async Task<Func<string, ChannelCode, bool>> Of(OfficeDb db, string kind, IEnumerable<string> persons, CancellationToken ct)
    {
        string[] ids = [.. persons];
        var chosen = (await db.NoticeChoices.AsNoTracking().Where(choice => choice.Kind == kind && ids.Contains(choice.PersonId)).ToListAsync(ct))
            .ToDictionary(choice => (choice.PersonId, choice.Channel), choice => choice.Wanted);
        return (person, channel) => chosen.TryGetValue((person, channel), out var wanted) ? wanted : NoticeKinds.LeavesUnasked(kind);
    }
}
