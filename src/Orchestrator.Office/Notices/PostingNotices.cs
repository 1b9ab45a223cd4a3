using Orchestrator.Contracts;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Whoever may approve a posting to the quota ledger learns of it.</summary>
public sealed class PostingProposedNotices : IMessageHandler<PostingProposed>
{
    public string Name => "notices-posting-proposed";

    public async Task<Refusal?> Handle(PostingProposed message, UnitOfWork work)
    {
        foreach (var role in message.ApproverRoles)
        {
            await NoticeBook.ToPost(
                work, PostingNotice.About(message.PostingId), PostingNotice.Kind, $"{message.ByName}提出，请审核", null, role, $"{message.PostingId}:proposed:{role}", message.Sentence);
        }

        return null;
    }
}

/// <summary>Whoever proposed a posting learns what became of it.</summary>
public sealed class PostingDecidedNotices : IMessageHandler<PostingDecided>
{
    public string Name => "notices-posting-decided";

    public async Task<Refusal?> Handle(PostingDecided message, UnitOfWork work)
    {
        await NoticeBook.ToPerson(
            work, PostingNotice.About(message.PostingId), PostingNotice.Kind, message.Posted ? $"{message.ByName}已审核入账" : $"{message.ByName}退回", message.ProposerId,
            $"{message.PostingId}:decided", message.Reason is null ? message.Sentence : $"{message.Sentence}。退回原因：{message.Reason}");
        return null;
    }
}

file static class PostingNotice
{
    public const string Kind = "Posting";

    public static NoticeSubject About(string id) => new($"台账登记{id}", null, id, null);
}
