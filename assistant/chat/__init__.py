"""The chat page: the Assistant in a browser, for a newsroom that keeps it open all day.

    command, opening   the command line; a page that says that the page is coming
    app                the page of its tabs, and the server
    ask_tab            the tab of questions: view (its parts), asking, proof, shelf (conversations)
    archive_tab        the tab of what is indexed
    programs           endpoints and tools for other programs
    events             what comes from the page
    desk, line         what all readers share: the Assistant, and who is answered next
    conversations      what was asked and answered, kept for each reader; export writes it as Markdown
    show               all of it as HTML, everything escaped; holdings of the archive
    examples, texts    questions to begin with; what the page says, in the reader's language
    safety             who may look at the page

Importing this loads no heavy library; :mod:`assistant.chat.app` loads Gradio.
"""
