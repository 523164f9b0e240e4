"""The sections of a report, in the order in which they stand unless somebody chooses another."""

from django.db import models


class Section(models.TextChoices):
    FIGURES = "figures", "Headline figures"
    OBJECTIVES = "objectives", "Objectives and outcomes"
    TONE = "tone", "Articles and tone over time"
    VOICE = "voice", "Share of voice"
    MESSAGES = "messages", "Key messages"
    QUALITY = "quality", "How we were covered"
    OUTLETS = "outlets", "Outlets and reach"
    BEST = "best", "Best clips"
    OUTREACH = "outreach", "Outreach"
    INQUIRIES = "inquiries", "Inquiries"
    EVENTS = "events", "Interviews and media events"
    GOALS = "goals", "Goals"
    CLIPS = "clips", "List of clips"
    LEARNT = "learnt", "What we learnt"


USUAL = [section.value for section in Section if section not in {Section.CLIPS, Section.GOALS}]
"""What stands in a new report."""
EXPLAINED = {
    Section.FIGURES: "Articles, reach, key messages, share of voice, answers to pitches; each with its definition.",
    Section.OBJECTIVES: "What was to be achieved, and what is known of it. Written by a person.",
    Section.TONE: "How many articles there were over time, by tone.",
    Section.VOICE: "Articles on us, of all articles on us and the competitors that monitors name.",
    Section.MESSAGES: "Which of the campaigns' key messages got through.",
    Section.QUALITY: "Prominence, depth, who was quoted, and what came of pitches.",
    Section.OUTLETS: "Where it stood, and how many people each outlet reaches.",
    Section.BEST: "Up to six clips with their pictures, chosen by you or by their scores.",
    Section.OUTREACH: "Pitches from sent to covered.",
    Section.INQUIRIES: "How many reporters asked, and how quickly they heard from us.",
    Section.EVENTS: "Interviews held, put off and called off; who came to media events.",
    Section.GOALS: "The goals that fall into the period, with how far they have come.",
    Section.CLIPS: "Headlines with outlet, day and tone, up to 200 of them. All of them are in the spreadsheet.",
    Section.LEARNT: "What we would do again, and what we would not. Written by a person.",
}
